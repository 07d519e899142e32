import unittest

import statistics as own
from statistics import mean


class StatisticsTest(unittest.TestCase):
    """Its name is one of the standard library: `--name statistics.py` says which is meant."""

    def test_mean(self):
        self.assertAlmostEqual(mean([1, 2, 4]), 2.3333, places=4)

    def test_no_values(self):
        with self.assertRaises(ValueError) as caught:
            mean([])
        self.assertEqual(str(caught.exception), "no values")

    def test_median(self):
        self.assertEqual(own.median([3, 1, 2]), 2)
        self.assertFalse(hasattr(own, "pstdev"))
