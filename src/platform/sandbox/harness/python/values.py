"""What crosses the link: plain values as copies, everything else as a reference to its owner.

A value on the wire is a JSON scalar, or a list whose first item names its kind. Lists, dicts and sets keep their
identity: what one side changes in a list that it was given, the other side sees with the next message.
"""

import base64
import collections
import datetime
import decimal
import fractions
import importlib
import operator
import pathlib
import sys
import traceback
import types
import uuid

FOLDER = "/job/"
PLACES = 5
SCALARS = {type(None), bool, int, float, str}

# Class to (name, parts); a value is made again from its parts. Nothing else is ever called on the way in.
COPIED = {
    complex: ("complex", lambda v: [v.real, v.imag]),
    range: ("range", lambda v: [v.start, v.stop, v.step]),
    slice: ("slice", lambda v: [v.start, v.stop, v.step]),
    datetime.date: ("date", lambda v: [v.year, v.month, v.day]),
    datetime.time: ("time", lambda v: [v.hour, v.minute, v.second, v.microsecond, v.tzinfo]),
    datetime.datetime: (
        "datetime",
        lambda v: [v.year, v.month, v.day, v.hour, v.minute, v.second, v.microsecond, v.tzinfo],
    ),
    datetime.timedelta: ("timedelta", lambda v: [v.days, v.seconds, v.microseconds]),
    datetime.timezone: ("timezone", lambda v: [v.utcoffset(None)]),
    decimal.Decimal: ("Decimal", lambda v: [str(v)]),
    fractions.Fraction: ("Fraction", lambda v: [v.numerator, v.denominator]),
    uuid.UUID: ("UUID", lambda v: [str(v)]),
    pathlib.PosixPath: ("Path", lambda v: [str(v)]),
    pathlib.PurePosixPath: ("PurePosixPath", lambda v: [str(v)]),
    collections.Counter: ("Counter", lambda v: [dict(v)]),
    collections.OrderedDict: ("OrderedDict", lambda v: [[[k, i] for k, i in v.items()]]),
    collections.deque: ("deque", lambda v: [list(v), v.maxlen]),
    type({}.keys()): ("keys", lambda v: [list(v)]),
    type({}.values()): ("values", lambda v: [list(v)]),
    type({}.items()): ("items", lambda v: [[list(pair) for pair in v]]),
}
MAKERS = {
    "complex": complex,
    "range": range,
    "slice": slice,
    "date": datetime.date,
    "time": datetime.time,
    "datetime": datetime.datetime,
    "timedelta": datetime.timedelta,
    "timezone": datetime.timezone,
    "Decimal": decimal.Decimal,
    "Fraction": fractions.Fraction,
    "UUID": uuid.UUID,
    "Path": pathlib.PosixPath,
    "PurePosixPath": pathlib.PurePosixPath,
    "Counter": collections.Counter,
    "OrderedDict": collections.OrderedDict,
    "deque": collections.deque,
    "keys": lambda keys: dict.fromkeys(keys).keys(),
    "values": lambda items: dict(enumerate(items)).values(),
    "items": lambda pairs: dict(pairs).items(),
}

# Single objects and classes that mean the same on both sides.
PLAIN_TYPES = [
    object, type, bool, int, float, str, bytes, bytearray, list, tuple, dict, set, frozenset, complex, range, slice,
    type(None), property, staticmethod, classmethod, enumerate, zip, map, filter, reversed, memoryview,
    *(cls for cls in COPIED if cls.__module__ in {"datetime", "decimal", "fractions", "uuid", "pathlib", "collections"}),
    collections.defaultdict,
]
TYPES_BY_NAME = {f"{cls.__module__}.{cls.__qualname__}": cls for cls in PLAIN_TYPES}
# The interpreter's own: nothing of it crosses.
INNER = {types.TracebackType, types.FrameType, types.CodeType}
SINGLE = {"Ellipsis": Ellipsis, "NotImplemented": NotImplemented}

# How many lists and dicts keep their identity at once, and how long they may be for it. A longer one keeps it only
# for the call to which it was given: to compare it with every message would take too long.
SHARED_AT_ONCE = 64
SHARED_LENGTH = 5_000


def contents(value):
    """The items of a list, dict or set, for comparing them one by one with what they were."""
    if type(value) is dict:
        return [item for pair in value.items() for item in pair]
    return list(value)


def library_name(module):
    """Both sides have the standard library: who exports a module of it means the one that the other side has."""
    known = module.__name__.split(".")[0] in sys.stdlib_module_names
    return module.__name__ if known and not str(getattr(module, "__file__", "")).startswith(FOLDER) else None


class Shared:
    """Lists, dicts and sets that both sides hold."""

    def __init__(self, first):
        self.next = first  # the sides count by twos, one even, one odd
        self.by_key = collections.OrderedDict()
        self.long = {}
        self.keys = {}

    def key_of(self, value):
        key = self.keys.get(id(value))
        if key is None:
            key = self.next
            self.next += 2
            self.keep(key, value)
        return key

    def entry(self, key):
        return self.by_key.get(key) or self.long.get(key)

    def keep(self, key, value):
        self.keys[id(value)] = key
        if len(value) > SHARED_LENGTH:
            self.by_key.pop(key, None)
            self.long[key] = [value, contents(value)]
            return
        self.by_key[key] = [value, contents(value)]
        while len(self.by_key) > SHARED_AT_ONCE:
            _, (oldest, _) = self.by_key.popitem(last=False)
            self.keys.pop(id(oldest), None)

    def settle(self, key):
        """From now on the value counts as unchanged."""
        entry = self.entry(key)
        if entry:
            entry[1] = contents(entry[0])

    def forget_long(self):
        for value, _ in self.long.values():
            self.keys.pop(id(value), None)
        self.long.clear()

    def changed(self, kept):
        for key, (value, before) in list(kept.items()):
            now = contents(value)
            if len(now) != len(before) or not all(map(operator.is_, now, before)):
                yield key, value


class Values:
    """Encodes and decodes. `resolve_type(module, name)` says which class a name means, or None."""

    def __init__(self, first, standins, resolve_type):
        self.shared = Shared(first)
        self.standins = standins
        self.resolve_type = resolve_type
        self.watch = lambda module: module
        self.places = {}
        self.open = set()

    # Out

    def encode(self, value, copy=False):
        kind = type(value)
        if kind in SCALARS:
            return value
        if kind is list or kind is dict or kind is set or kind is bytearray:
            return self.encode_shared(value, copy)
        if kind is tuple:
            return ["tuple", [self.encode(item, copy) for item in value]]
        if kind is frozenset:
            return ["frozenset", [self.encode(item, copy) for item in value]]
        if kind is bytes:
            return ["bytes", base64.b64encode(value).decode()]
        if kind in COPIED:
            name, parts = COPIED[kind]
            return ["copy", name, [self.encode(part, True) for part in parts(value)]]
        if kind is collections.defaultdict:
            return ["defaultdict", self.encode(value.default_factory), self.encode(dict(value), True)]
        if kind in INNER:
            return None
        if value is Ellipsis or value is NotImplemented:
            return ["single", repr(value)]
        if isinstance(value, type):
            name = self.standins.name_of_type(value)
            if name:
                return ["type", *name]
        if isinstance(value, BaseException):
            return self.encode_error(value)
        if kind is types.ModuleType and library_name(value):
            return ["module", value.__name__]
        return self.standins.reference(value)

    def encode_shared(self, value, copy):
        kind = type(value)
        name = kind.__name__
        key = None if copy else self.shared.key_of(value) if kind is not bytearray else None
        if key is not None and key in self.open:
            return ["same", key]
        self.open.add(key)
        try:
            if kind is dict:
                items = [[self.encode(k, copy), self.encode(v, copy)] for k, v in list(value.items())]
            else:
                items = [self.encode(item, copy) for item in value]
        finally:
            self.open.discard(key)
        self.shared.settle(key)
        return [name, key, items]

    def encode_error(self, error):
        reference = self.standins.known(error)
        if reference:
            return ["back", *reference[1:], self.places_of(error)]
        cause = error.__cause__ if isinstance(error.__cause__, Exception) else None
        state = {k: v for k, v in vars(error).items() if isinstance(k, str)}
        return [
            "error",
            self.standins.number_of(error),
            self.encode(type(error)),
            [self.encode_safely(argument) for argument in error.args],
            {k: self.encode_safely(v) for k, v in state.items()},
            self.encode_error(cause) if cause else None,
            self.places_of(error),
        ]

    def places_of(self, error):
        """Where in the program it happened, for people to read."""
        frames = traceback.extract_tb(error.__traceback__)
        return [
            [frame.filename.removeprefix(FOLDER), frame.lineno, frame.name, frame.line or ""]
            for frame in frames
            if frame.filename.startswith(FOLDER)
        ][-PLACES:]

    def encode_safely(self, value):
        try:
            return self.encode(value)
        except Exception:
            return repr(type(value))

    def changes(self):
        return [self.encode(value) for _, value in self.shared.changed(self.shared.by_key)]

    def changes_at_end(self):
        """Of what crossed with the call that ends."""
        found = [self.encode(value) for _, value in self.shared.changed(self.shared.long)]
        self.shared.forget_long()
        return found

    def apply_changes(self, items):
        for item in items:
            self.decode(item)

    # In

    def decode(self, wire):
        if not isinstance(wire, list):
            return wire
        return getattr(self, "decode_" + wire[0])(*wire[1:])

    def into_shared(self, key, kind, fill):
        entry = self.shared.entry(key) if key is not None else None
        value = entry[0] if entry and type(entry[0]) is kind else kind()
        if key is not None:
            self.shared.keep(key, value)
        fill(value)
        self.shared.settle(key)
        return value

    def decode_list(self, key, items):
        def fill(value):
            value[:] = [self.decode(item) for item in items]

        return self.into_shared(key, list, fill)

    def decode_dict(self, key, items):
        def fill(value):
            pairs = [(self.decode(k), self.decode(v)) for k, v in items]
            value.clear()
            value.update(pairs)

        return self.into_shared(key, dict, fill)

    def decode_set(self, key, items):
        def fill(value):
            new = [self.decode(item) for item in items]
            value.clear()
            value.update(new)

        return self.into_shared(key, set, fill)

    def decode_same(self, key):
        return self.shared.entry(key)[0]

    def decode_bytearray(self, _key, items):
        return bytearray(items)

    def decode_tuple(self, items):
        return tuple(self.decode(item) for item in items)

    def decode_frozenset(self, items):
        return frozenset(self.decode(item) for item in items)

    def decode_bytes(self, text):
        return base64.b64decode(text)

    def decode_copy(self, name, parts):
        return MAKERS[name](*[self.decode(part) for part in parts])

    def decode_defaultdict(self, factory, items):
        return collections.defaultdict(self.decode(factory), self.decode(items))

    def decode_single(self, name):
        return SINGLE[name]

    def decode_type(self, module, name):
        found = TYPES_BY_NAME.get(f"{module}.{name}") or self.resolve_type(module, name)
        if found is None:
            raise TypeError(f"no type {module}.{name}")
        return found

    def decode_module(self, name):
        if name.split(".")[0] not in sys.stdlib_module_names:
            raise TypeError(f"no module {name}")
        return self.watch(importlib.import_module(name))

    def decode_error(self, number, cls, arguments, state, cause, places):
        cls = self.decode(cls)
        if not (isinstance(cls, type) and issubclass(cls, BaseException)):
            cls = RuntimeError
        arguments = tuple(self.decode(argument) for argument in arguments)
        error = self.standins.make_error(cls, number, arguments)
        for name, value in state.items():
            if not name.startswith("__") or name == "__notes__":
                try:
                    BaseException.__setattr__(error, name, self.decode(value))
                except Exception:
                    pass
        self.places[id(error)] = places
        if cause:
            error.__cause__ = self.decode(cause)
        return error

    def decode_back(self, number, places):
        """An error of ours that the other side did not catch."""
        error = self.standins.owned[number]
        self.places[id(error)] = places
        return error

    def decode_member(self, number, name):
        return self.standins.member(number, name)

    def decode_mine(self, number):
        return self.standins.owned[number]

    def decode_theirs(self, number, description):
        return self.standins.standin(number, description)
