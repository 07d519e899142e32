# These tests are of the shape that generated test files have.
import unittest

from wordy import (
    answer,
)


class WordyTest(unittest.TestCase):
    def test_just_a_number(self):
        self.assertEqual(answer("What is 5?"), 5)

    def test_multiple_operations(self):
        self.assertEqual(answer("What is -3 plus 7 multiplied by -2?"), -8)

    def test_large_numbers(self):
        self.assertEqual(answer("What is 123456789012345678901234567890 multiplied by 10?"), 1234567890123456789012345678900)

    def test_unknown_operation(self):
        with self.assertRaises(ValueError) as err:
            answer("What is 52 cubed?")
        self.assertEqual(type(err.exception), ValueError)
        self.assertEqual(err.exception.args[0], "unknown operation")

    def test_reject_two_numbers_in_a_row(self):
        with self.assertRaises(ValueError) as err:
            answer("What is 1 plus plus 2?")
        self.assertEqual(err.exception.args[0], "syntax error")
