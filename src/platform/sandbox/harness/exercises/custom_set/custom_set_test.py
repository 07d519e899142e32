import unittest

from custom_set import CustomSet


class CustomSetTest(unittest.TestCase):
    def test_sets_with_no_elements_are_empty(self):
        self.assertIs(CustomSet().isempty(), True)

    def test_contains(self):
        self.assertIs(1 in CustomSet([1, 2, 3]), True)
        self.assertNotIn(4, CustomSet([1, 2, 3]))

    def test_equality(self):
        self.assertEqual(CustomSet([1, 2]), CustomSet([2, 1, 1]))
        self.assertNotEqual(CustomSet([1, 2]), CustomSet([1]))

    def test_add(self):
        sut = CustomSet([1])
        sut.add(2)
        self.assertEqual(sut, CustomSet([1, 2]))

    def test_operators(self):
        self.assertEqual(CustomSet([1, 2, 3]) - CustomSet([2]), CustomSet([1, 3]))
        self.assertEqual(CustomSet([1]) + CustomSet([3]), CustomSet([3, 1]))
        self.assertEqual(CustomSet([1, 2]).intersection(CustomSet([2, 5])), CustomSet([2]))
