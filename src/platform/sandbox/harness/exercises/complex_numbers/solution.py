import math


class ComplexNumber:
    def __init__(self, real, imaginary=0):
        self.real = real
        self.imaginary = imaginary

    @staticmethod
    def of(value):
        return value if isinstance(value, ComplexNumber) else ComplexNumber(value)

    def __eq__(self, other):
        other = self.of(other)
        return math.isclose(self.real, other.real, abs_tol=1e-9) and math.isclose(
            self.imaginary, other.imaginary, abs_tol=1e-9
        )

    def __add__(self, other):
        other = self.of(other)
        return ComplexNumber(self.real + other.real, self.imaginary + other.imaginary)

    __radd__ = __add__

    def __sub__(self, other):
        other = self.of(other)
        return ComplexNumber(self.real - other.real, self.imaginary - other.imaginary)

    def __rsub__(self, other):
        return self.of(other) - self

    def __mul__(self, other):
        other = self.of(other)
        return ComplexNumber(
            self.real * other.real - self.imaginary * other.imaginary,
            self.imaginary * other.real + self.real * other.imaginary,
        )

    __rmul__ = __mul__

    def __truediv__(self, other):
        other = self.of(other)
        size = other.real**2 + other.imaginary**2
        return self * ComplexNumber(other.real / size, -other.imaginary / size)

    def __rtruediv__(self, other):
        return self.of(other) / self

    def __abs__(self):
        return math.hypot(self.real, self.imaginary)

    def conjugate(self):
        return ComplexNumber(self.real, -self.imaginary)

    def exp(self):
        size = math.exp(self.real)
        return ComplexNumber(size * math.cos(self.imaginary), size * math.sin(self.imaginary))
