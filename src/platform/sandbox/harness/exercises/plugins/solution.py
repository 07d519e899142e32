"""Shapes that others build on."""

from dataclasses import dataclass, field
from typing import Generic, TypeVar

T = TypeVar("T")


class Plugin:
    registry = {}

    def __init_subclass__(cls, label=None, **options):
        super().__init_subclass__(**options)
        if not hasattr(cls, "run"):
            raise TypeError("a plugin needs run()")
        Plugin.registry[label or cls.__name__.lower()] = cls

    @classmethod
    def register(cls, label):
        def keep(other):
            cls.registry[label] = other
            return other

        return keep


class Tagged(type):
    def __new__(meta, name, bases, names):
        cls = super().__new__(meta, name, bases, names)
        cls.tag = name.lower()
        return cls


class Model(metaclass=Tagged):
    pass


class Shape:
    kind = "shape"

    def __init__(self, name):
        self.name = name

    def area(self):
        return 0

    def describe(self):
        return f"{self.kind} {self.name}: {self.area():.1f}"


@dataclass
class Item:
    name: str
    tags: list[str] = field(default_factory=list)

    def price(self):
        return 0

    def label(self):
        return f"{self.name} ({self.price()})"


class Stack(Generic[T]):
    def __init__(self):
        self.items = []

    def push(self, item):
        self.items.append(item)
