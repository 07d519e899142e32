from dataclasses import dataclass


@dataclass
class Step:
    base: int


def power(base, exponent):
    return base**exponent + 1
