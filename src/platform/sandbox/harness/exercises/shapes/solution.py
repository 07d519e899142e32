import math
from abc import ABC, abstractmethod
from dataclasses import dataclass
from enum import Enum, IntEnum
from typing import NamedTuple


class Color(Enum):
    RED = 1
    GREEN = 2


class Level(IntEnum):
    LOW = 1
    HIGH = 3


class Point(NamedTuple):
    x: float
    y: float


class Shape(ABC):
    def __init__(self, color=Color.RED):
        self.color = color

    @abstractmethod
    def area(self):
        """The area."""

    def describe(self):
        return f"{type(self).__name__} of {self.area():.2f}"


class Circle(Shape):
    def __init__(self, radius, **kwargs):
        super().__init__(**kwargs)
        self.radius = radius

    def area(self):
        return math.pi * self.radius**2


@dataclass(order=True, frozen=True)
class Box:
    width: int
    height: int = 1


class Stack(list):
    def push(self, item):
        self.append(item)

    @property
    def top(self):
        return self[-1]


class Celsius(float):
    def to_fahrenheit(self):
        return self * 9 / 5 + 32
