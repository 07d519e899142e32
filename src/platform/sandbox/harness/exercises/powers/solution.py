"""Powers, without the operator for them.

>>> power(3, 2)
9
"""

from dataclasses import dataclass


@dataclass
class Step:
    base: "int"
    before: "Step | None" = None


def power(base: int, exponent: int = 2) -> int | float:
    """The base, multiplied by itself so many times.

    >>> power(2, 10)
    1024
    """
    if exponent == 0:
        return 1
    return base * power(base, exponent - 1)
