import random
import sys
from enum import IntEnum

steps = []


class Heading(IntEnum):
    NORTH = 1
    EAST = 2


class Robot:
    def turn(self, times):
        return times


def announce():
    for word in sys.argv[1:]:
        print(word)


def throw():
    return random.randint(1, 6)


def record(tape, move):
    with tape as running:
        running.write(move)


def walk(step):
    step()
