from fractions import Fraction
from math import gcd


class Rational:
    def __init__(self, numer, denom):
        sign = -1 if denom < 0 else 1
        divisor = gcd(numer, denom) * sign
        self.numer, self.denom = numer // divisor, denom // divisor

    def __eq__(self, other):
        return self.numer == other.numer and self.denom == other.denom

    def __repr__(self):
        return f"{self.numer}/{self.denom}"

    def __add__(self, other):
        return Rational(self.numer * other.denom + other.numer * self.denom, self.denom * other.denom)

    def __mul__(self, other):
        return Rational(self.numer * other.numer, self.denom * other.denom)

    def __abs__(self):
        return Rational(abs(self.numer), self.denom)

    def __pow__(self, power):
        return Rational(self.numer**power, self.denom**power)

    def __rpow__(self, base):
        return base ** (self.numer / self.denom)

    def __float__(self):
        return self.numer / self.denom

    def __lt__(self, other):
        return float(self) < float(other)

    def as_fraction(self):
        return Fraction(self.numer, self.denom)
