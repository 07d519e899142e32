"""What one interpreter tells the other of its objects: which kind they are, and what belongs to them."""

import functools
import inspect
import sys
import types

from standins import ALWAYS, SPECIAL, VALUE_BASES

CHANGING = (list, dict, set)
CALLABLE = (
    types.FunctionType,
    types.MethodType,
    types.BuiltinFunctionType,
    types.MethodWrapperType,
    types.WrapperDescriptorType,
    types.MethodDescriptorType,
    types.ClassMethodDescriptorType,
    functools.partial,
    type(functools.lru_cache(lambda: None)),
)
# The value of an object whose class builds on that of a plain value, whatever the class has changed.
PLAIN_COPY = {
    int: lambda value: int.__add__(value, 0),
    float: lambda value: float.__add__(value, 0.0),
    str: str.__str__,
    bytes: lambda value: bytes.__getitem__(value, slice(None)),
    tuple: lambda value: tuple.__getitem__(value, slice(None)),
    frozenset: lambda value: frozenset.__or__(frozenset(), value),
}
FACTS = ("__name__", "__qualname__", "__doc__", "__module__")
CLASS_FACTS = ("__slots__", "__annotations__", "__match_args__")


def is_base(cls):
    return cls is object or cls in VALUE_BASES or (cls.__module__ == "builtins" and issubclass(cls, BaseException))


def is_told(cls):
    """Whether a program's own code runs when a class is made below it."""
    own = lambda kind: kind.__module__.split(".")[0] not in sys.stdlib_module_names
    return own(type(cls)) or any("__init_subclass__" in vars(base) for base in cls.__mro__ if own(base))


def protocol_names(cls):
    """What an object must have to be an instance of a protocol that may be asked for at run time; None: it is none."""
    if not getattr(cls, "_is_runtime_protocol", False) or not getattr(cls, "_is_protocol", False):
        return None
    return sorted(sys.modules["typing"]._get_protocol_attrs(cls))


def plain_hint(hint):
    """A class as it is, anything else as text: the objects of `typing` are too many to cross."""
    return hint if isinstance(hint, (type, str)) else inspect.formatannotation(hint)


def special_names(cls):
    found = set()
    for name in SPECIAL:
        for base in cls.__mro__:
            if name in vars(base):
                # What a value that never changes can do, its copy can do here.
                if (not is_base(base) or base in CHANGING) and vars(base)[name] is not None:
                    found.add(name)
                break
    if not any(base in VALUE_BASES or issubclass(base, BaseException) for base in cls.__mro__):
        found |= ALWAYS
    return sorted(found)
