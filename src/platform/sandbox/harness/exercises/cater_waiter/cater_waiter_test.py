import unittest
from sets_categories_data import VEGAN, TABLE
from cater_waiter_test_data import cases
from cater_waiter import categorize, VEGAN as mine, clean

class CaterTest(unittest.TestCase):

    def test_cases(self):
        for dish, expected in cases:
            with self.subTest(dish=dish):
                self.assertEqual(categorize(*dish), expected)

    def test_set(self):
        self.assertSetEqual(mine, VEGAN)

    def test_table(self):
        self.assertEqual(clean('x', ['a', 'a']), ('x', {'a'}))
        self.assertIn('VEGAN', TABLE)
