import random
import unittest

from sorting import *


class SortingTest(unittest.TestCase):
    def test_in_place(self):
        items = [5, 2, 9, 1]
        same = items
        self.assertIsNone(bubble_sort(items))
        self.assertEqual(items, [1, 2, 5, 9])
        self.assertIs(items, same)

    def test_random(self):
        generator = random.Random(7)
        for _ in range(20):
            items = [generator.randint(-50, 50) for _ in range(generator.randint(0, 12))]
            expected = sorted(items)
            bubble_sort(items)
            self.assertListEqual(items, expected)

    def test_input_is_left_alone(self):
        items = [3, 1, 3]
        self.assertEqual(without_duplicates(items), [3, 1])
        self.assertEqual(items, [3, 1, 3])

    def test_sets_in_dicts(self):
        self.assertEqual(group(["a", "bb", "cc", "d"]), {1: {"a", "d"}, 2: {"bb", "cc"}})

    def test_matrix(self):
        matrix = [[1, 2], [3, 4]]
        self.assertEqual(transpose(matrix), [[1, 3], [2, 4]])
        self.assertEqual(transpose([]), [])

    def test_key(self):
        self.assertEqual(merge("b", "aC", key=str.lower), ["a", "b", "C"])
        self.assertEqual(merge([3], [1], [2], key=lambda x: -x), [3, 2, 1])

    def test_a_long_list_in_place(self):
        items = list(range(6000))
        turn(items)
        self.assertEqual(items, list(range(5999, -1, -1)))

    def test_any_keyword(self):
        self.assertEqual(label(self=1), {"self": 1})

    def test_a_pile_of_the_tests(self):
        class Big(Pile):
            sizes = [5, 6]

        self.assertEqual(Big().total(), 11)
        self.assertLess(float("-inf"), Pile())


class TestTurning:
    """No test by itself."""

    def test_turn(self):
        turn(self.items)
        self.assertEqual(self.items, [2, 1])


class TurningTest(TestTurning, unittest.TestCase):
    def setUp(self):
        self.items = [1, 2]
