import unittest

import hangman
from hangman import Hangman


class HangmanTests(unittest.TestCase):
    def test_initially_9_failures_are_allowed(self):
        game = Hangman("foo")
        self.assertEqual(game.get_status(), hangman.STATUS_ONGOING)
        self.assertEqual(game.remaining_guesses, 9)

    def test_after_10_failures_the_game_is_over(self):
        game = Hangman("foo")
        for i in range(10):
            game.guess("x")
        self.assertEqual(game.get_status(), hangman.STATUS_LOSE)
        with self.assertRaises(ValueError) as err:
            game.guess("x")
        self.assertEqual(type(err.exception), ValueError)
        self.assertEqual(err.exception.args[0], "The game has already ended.")

    def test_feeding_a_correct_character_removes_underscores(self):
        game = Hangman("foobar")
        game.guess("b")
        self.assertEqual(game.get_masked_word(), "___b__")

    def test_winning(self):
        game = Hangman("hello")
        for letter in "helo":
            game.guess(letter)
        self.assertEqual(game.get_status(), hangman.STATUS_WIN)
