import math
import unittest

from complex_numbers import ComplexNumber


class ComplexNumbersTest(unittest.TestCase):
    def test_real_part(self):
        self.assertEqual(ComplexNumber(1, 2).real, 1)

    def test_add(self):
        self.assertEqual(ComplexNumber(1, 2) + ComplexNumber(3, 4), ComplexNumber(4, 6))

    def test_multiply_imaginary_unit(self):
        self.assertEqual(ComplexNumber(0, 1) * ComplexNumber(0, 1), ComplexNumber(-1, 0))

    def test_divide(self):
        self.assertEqual(ComplexNumber(1, 2) / ComplexNumber(3, 4), ComplexNumber(0.44, 0.08))

    def test_absolute_value(self):
        self.assertEqual(abs(ComplexNumber(-3, 4)), 5)

    def test_conjugate(self):
        self.assertEqual(ComplexNumber(1, 1).conjugate(), ComplexNumber(1, -1))

    def test_eulers_identity(self):
        result = ComplexNumber(0, math.pi).exp()
        self.assertAlmostEqual(result.real, -1)
        self.assertAlmostEqual(result.imaginary, 0)
        self.assertEqual(result, ComplexNumber(-1, 0))

    def test_mixed_with_real_numbers(self):
        self.assertEqual(ComplexNumber(1, 2) + 5, ComplexNumber(6, 2))
        self.assertEqual(5 + ComplexNumber(1, 2), ComplexNumber(6, 2))
        self.assertEqual(5 - ComplexNumber(1, 2), ComplexNumber(4, -2))
        self.assertEqual(2 * ComplexNumber(2, 5), ComplexNumber(4, 10))
        self.assertEqual(ComplexNumber(-1, 0), -1)

    def test_inequality(self):
        self.assertNotEqual(ComplexNumber(1, 2), ComplexNumber(2, 1))
