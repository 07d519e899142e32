import unittest
from decimal import Decimal
from fractions import Fraction

from rational_numbers import Rational


class RationalTest(unittest.TestCase):
    def test_add(self):
        self.assertEqual(repr(Rational(1, 2) + Rational(2, 3)), "7/6")

    def test_multiply(self):
        self.assertEqual((Rational(1, 2) * Rational(2, 3)).numer, 1)

    def test_power(self):
        self.assertEqual(repr(Rational(-1, 2) ** 3), "-1/8")
        self.assertAlmostEqual(8 ** Rational(4, 3), 16.0, places=8)

    def test_conversions(self):
        self.assertEqual(float(Rational(1, 4)), 0.25)
        self.assertEqual(abs(Rational(-1, 2)).numer, 1)
        self.assertEqual(Rational(2, 4).as_fraction(), Fraction(1, 2))
        self.assertLess(Rational(1, 3), Rational(1, 2))
        self.assertLess(Rational(1, 3), Decimal("0.5"))
        self.assertLess(Rational(1, 3), 0.5)

    def test_lowest_terms(self):
        self.assertEqual(repr(Rational(2, -4)), "-1/2")
