import unittest

from letter_frequency import calculate, squares

LINES = ["Freude schöner Götterfunken", "Wilhelmus van Nassouwe", "O say can you see"]


class LetterFrequencyTest(unittest.TestCase):
    def test_no_texts(self):
        self.assertEqual(calculate([]), {})

    def test_one_letter(self):
        self.assertEqual(calculate(["a"]), {"a": 1})

    def test_upper_and_lower_case(self):
        self.assertEqual(calculate(["aA"]), {"a": 2})

    def test_letters_only(self):
        self.assertEqual(calculate(["1 2, 3!"]), {})

    def test_many_texts(self):
        frequency = calculate(LINES * 20)
        self.assertEqual(frequency["s"], 120)
        self.assertEqual(frequency["ö"], 40)


class SquaresTest(unittest.TestCase):
    def test_one_process_for_each_number(self):
        self.assertEqual(squares([3, 1, 2]), [1, 4, 9])


if __name__ == "__main__":
    unittest.main()
