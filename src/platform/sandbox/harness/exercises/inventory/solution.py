from dataclasses import dataclass, field
from enum import Enum, IntEnum, Flag, auto
from typing import NamedTuple

@dataclass
class Item:
    name: str
    price: int = 0
    tags: list = field(default_factory=list)

@dataclass(frozen=True)
class Point:
    x: int
    y: int

@dataclass(order=True)
class Order:
    n: int

class Status(Enum):
    OPEN = 'open'
    DONE = 'done'

class Level(IntEnum):
    LOW = 1
    HIGH = 3

class Perm(Flag):
    R = auto()
    W = auto()

class Pair(NamedTuple):
    left: int
    right: int
