"""What the judge does not believe, and what it does not tell."""

import math
import random
import sys
import types
from unittest import TestCase

from standins import CLASS_NAMES, SPECIAL, Function, Instance

dice = random.SystemRandom()

# Ways from a harmless object to the interpreter around it.
INNER = ("gi_", "cr_", "ag_", "f_", "tb_", "co_", "func_")
PUBLIC = {"__name__", "__qualname__", "__doc__", "__init__"} | SPECIAL

def is_of_mock(target, name):
    """A mock answers to some names with what the tests have recorded. The module is large, so it is not imported here."""
    mock = sys.modules.get("unittest.mock")
    if mock is None or not isinstance(name, str):
        return False
    if isinstance(target, type):
        return issubclass(target, mock.NonCallableMock)
    recorded = name in ("side_effect", "return_value") or (
        not name.startswith("_") and hasattr(mock.NonCallableMock, name)
    )
    return recorded and isinstance(target, mock.NonCallableMock)


UNCHANGEABLE = (type, types.FunctionType, types.MethodType, types.BuiltinFunctionType, types.ModuleType)


def may_decorate(target, name):
    """Of a class that the tests made, a decorator may change what is no comparison."""
    ours = isinstance(target, type) and target.__module__.split(".")[0] not in sys.stdlib_module_names
    return ours and (not name.startswith("_") or name in CLASS_NAMES)


def is_shared(target):
    """Whether the program has a part in its class: a descriptor of it keeps what it is for in the instance, under a name of
    its own, and a method that a decorator put there may look at all of it."""
    return any(isinstance(item, (Instance, Function)) for cls in type(target).__mro__ for item in vars(cls).values())


def is_private(target, name):
    if not isinstance(name, str) or name.startswith(INNER):
        return True
    if not name.startswith("_") or name in PUBLIC:
        return False
    return not is_shared(target) if name == "__dict__" or not name.startswith("__") else True


def guard(target, name, writing):
    """May the program use `name` of an object that the tests have handed to it?"""
    testing = isinstance(target, (TestCase, types.ModuleType)) or (
        isinstance(target, type) and issubclass(target, TestCase)
    )
    fixed = isinstance(target, UNCHANGEABLE) and not may_decorate(target, name)
    if is_private(target, name) or testing or is_of_mock(target, name) or (writing and fixed):
        raise AttributeError(f"{name} is not for programs under test")


def is_endless(value):
    """Nothing can be added to it."""
    return type(value) is float and math.isinf(value)


def decoys_of(value):
    """Values that are not `value` and look much like it."""
    number = dice.randrange(1, 1000)
    letter = dice.choice("abcdefghijklmnopqrstuvwxyz")
    if isinstance(value, bool):
        return [not value]
    if is_endless(value):
        return [-value, number]
    if isinstance(value, (int, float, complex)):
        return [value + number, value - number, value + 1]
    if isinstance(value, str):
        return [value + letter, letter + value, f"{letter}{number}"]
    if isinstance(value, bytes):
        return [value + letter.encode()]
    if isinstance(value, list):
        return [[*value, letter], [number], value[1:] if value else [letter]]
    if isinstance(value, tuple):
        return [(*value, letter), (number,)]
    if isinstance(value, dict):
        return [{**value, letter + str(number): number}]
    if isinstance(value, (set, frozenset)):
        return [{*value, letter + str(number)}]
    return [f"{letter}{number}", number]


FAR = 10**15
LOWER, HIGHER = {"__lt__", "__le__"}, {"__gt__", "__ge__"}


def decoys_for(name, other):
    if name == "__eq__":
        return decoys_of(f"{dice.random()}") if isinstance(other, Instance) else decoys_of(other)
    if name == "__contains__":
        return [f"{dice.random()}", dice.random()]
    if is_endless(other):
        return []
    if name in LOWER | HIGHER and isinstance(other, (int, float)) and not isinstance(other, Instance):
        return [other - FAR] if name in LOWER else [other + FAR]
    return []


def doubt(registry):
    """An object that equals everything would pass every test: it is asked about other values as well."""

    def check(number, name, args, result):
        if name not in ("__eq__", "__contains__", *LOWER, *HIGHER) or result in (False, NotImplemented):
            return result
        if not args:
            return result
        questions = [(args[0], True), *((decoy, False) for decoy in decoys_for(name, args[0]))]
        if len(questions) == 1:
            return result
        dice.shuffle(questions)
        return all(believes(number, name, value) == expected for value, expected in questions)

    def believes(number, name, value):
        """A comparison that fails for a value of another kind says no."""
        try:
            answer = registry.ask_special(number, name, (value,))
        except Exception:
            return False
        return answer is not NotImplemented and bool(answer)

    return check
