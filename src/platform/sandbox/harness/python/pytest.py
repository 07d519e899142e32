"""The part of pytest that test files of exercises use, on top of `unittest`."""

import contextlib
import inspect
import math
import re
import unittest


class Skipped(unittest.SkipTest):
    pass


def skip(reason="", **_):
    raise Skipped(reason)


def fail(reason="", **_):
    raise AssertionError(reason)


def importorskip(name, **_):
    import importlib

    try:
        return importlib.import_module(name)
    except ImportError as error:
        raise Skipped(f"{name} is not there") from error


class Raised:
    """What `raises` caught."""

    value = None

    @property
    def type(self):
        return type(self.value)

    def match(self, pattern):
        assert re.search(pattern, str(self.value)), f"{pattern!r} does not match {str(self.value)!r}"
        return True


@contextlib.contextmanager
def catching(expected, match):
    raised = Raised()
    try:
        yield raised
    except expected as error:
        raised.value = error
        if match is not None:
            raised.match(match)
    else:
        raise AssertionError(f"{expected} was not raised")


def raises(expected, *call, match=None, **kwargs):
    if not call:
        return catching(expected, match)
    with catching(expected, match) as raised:
        call[0](*call[1:], **kwargs)
    return raised


class approx:
    """Numbers, or lists and dicts of numbers, that are near enough."""

    def __init__(self, expected, rel=1e-6, abs=1e-12, nan_ok=False):
        self.expected, self.rel, self.abs, self.nan_ok = expected, rel, abs, nan_ok

    def near(self, one, other):
        if isinstance(one, dict):
            return one.keys() == other.keys() and all(self.near(one[key], other[key]) for key in one)
        if isinstance(one, (list, tuple)):
            return len(one) == len(other) and all(map(self.near, one, other))
        if isinstance(one, float) and math.isnan(one):
            return self.nan_ok and math.isnan(other)
        if not isinstance(one, (int, float, complex)):
            return one == other
        return one == other or abs(one - other) <= max(self.rel * abs(one), self.abs)

    def __eq__(self, actual):
        try:
            return self.near(self.expected, actual)
        except TypeError:
            return False

    def __repr__(self):
        return f"approx({self.expected!r})"


class Marks:
    """The marks of one set of parameters."""

    def __init__(self, marks):
        self.marks = marks

    def before(self):
        for mark in self.marks:
            reason = mark.kwargs.get("reason") or ""
            if mark.name == "skip" or (mark.name == "skipif" and mark.args[0]):
                raise Skipped(reason or (mark.args[0] if mark.name == "skip" and mark.args else ""))

    def around(self, call):
        expected = next((mark for mark in self.marks if mark.name == "xfail"), None)
        if expected is None or (expected.args and not expected.args[0]):
            return call()
        try:
            return call()
        except Exception:
            return None


class Mark:
    def __init__(self, name, args=(), kwargs=None):
        self.name, self.args, self.kwargs = name, args, kwargs or {}

    def __call__(self, *args, **kwargs):
        if len(args) == 1 and not kwargs and (inspect.isroutine(args[0]) or inspect.isclass(args[0])):
            return self.on(args[0])
        return Mark(self.name, args, kwargs)

    def on(self, target):
        if self.name in ("skip", "skipif") and isinstance(target, type) and issubclass(target, unittest.TestCase):
            reason = self.kwargs.get("reason", "")
            return unittest.skipIf(self.name == "skip" or self.args[0], reason)(target)
        target.pytestmark = [*getattr(target, "pytestmark", []), self]
        return target


class MarkMaker:
    def __getattr__(self, name):
        return Mark(name)


mark = MarkMaker()


class Param:
    def __init__(self, values, id, marks):
        self.values, self.id, self.marks = values, id, marks


def param(*values, id=None, marks=()):
    return Param(values, id, marks if isinstance(marks, (list, tuple)) else [marks])


def label_of(value, name, index):
    return str(value) if isinstance(value, (str, int, float, bool, type(None))) else f"{name}{index}"


class Marked:
    """A function with its marks."""

    def __init__(self, function):
        self.function = function
        self.marks = list(getattr(function, "pytestmark", []))

    @staticmethod
    def of(function):
        return Marked(function)

    def parameter_sets(self, cls):
        marks = [*getattr(cls, "pytestmark", []), *self.marks]
        sets = [("", {}, [mark for mark in marks if mark.name != "parametrize"])]
        for mark in reversed([mark for mark in marks if mark.name == "parametrize"]):
            sets = [
                (f"{label}-{more}" if label else more, {**values, **new}, [*kept, *added])
                for label, values, kept in sets
                for more, new, added in self.expand(*mark.args, **mark.kwargs)
            ]
        return [(label, values, Marks(kept)) for label, values, kept in sets]

    def expand(self, names, values, ids=None, **_):
        names = [name.strip() for name in names.split(",")] if isinstance(names, str) else list(names)
        for index, item in enumerate(values):
            given = item if isinstance(item, Param) else Param(item if len(names) > 1 else (item,), None, ())
            label = given.id or (ids(given.values[0]) if callable(ids) else ids[index] if ids else None)
            if label is None:
                label = "-".join(label_of(value, name, index) for name, value in zip(names, given.values))
            yield str(label), dict(zip(names, given.values)), given.marks


class Fixture:
    def __init__(self, function, scope="function", params=None, autouse=False):
        self.function, self.scope, self.params, self.autouse = function, scope, params, autouse
        self.kept = None


def fixture(function=None, *, scope="function", params=None, autouse=False, name=None, ids=None):
    if function is None:
        return lambda inner: Fixture(inner, scope, params, autouse)
    return Fixture(function)


class Captured:
    """`capsys`: what was printed since the last look."""

    def __init__(self):
        import io
        import sys

        self.before = sys.stdout, sys.stderr
        sys.stdout, sys.stderr = self.streams = io.StringIO(), io.StringIO()

    def readouterr(self):
        import collections

        texts = []
        for stream in self.streams:
            texts.append(stream.getvalue())
            stream.seek(0)
            stream.truncate()
        return collections.namedtuple("CaptureResult", "out err")(*texts)

    def close(self):
        import sys

        sys.stdout, sys.stderr = self.before


class MonkeyPatch:
    def __init__(self):
        from unittest import mock

        self.mock = mock
        self.stack = contextlib.ExitStack()

    def setattr(self, target, name, value=None, raising=True):
        patch = self.mock.patch(target, name) if isinstance(target, str) else self.mock.patch.object(target, name, value)
        self.stack.enter_context(patch)

    def setitem(self, mapping, key, value):
        self.stack.enter_context(self.mock.patch.dict(mapping, {key: value}))

    def setenv(self, name, value):
        import os

        self.setitem(os.environ, name, value)

    def close(self):
        self.stack.close()


def temporary_folder():
    import os
    import pathlib
    import tempfile

    os.makedirs("/job/tmp", exist_ok=True)
    return pathlib.Path(tempfile.mkdtemp(dir="/job/tmp"))


GIVEN = {
    "capsys": Captured,
    "monkeypatch": MonkeyPatch,
    "tmp_path": temporary_folder,
}


def fixtures_of(module, function, instance, values):
    """The arguments of a test function, and how to undo what making them did."""
    undo = contextlib.ExitStack()
    made = dict(values)

    def find(name):
        owner = type(instance) if instance is not None else None
        return getattr(owner, name, None) if isinstance(getattr(owner, name, None), Fixture) else vars(module).get(name)

    def make(name):
        if name in made:
            return made[name]
        found = find(name)
        if isinstance(found, Fixture):
            if found.scope != "function" and found.kept is not None:
                return found.kept[0]
            made[name] = call(found)
        elif name in GIVEN:
            made[name] = GIVEN[name]()
            if hasattr(made[name], "close"):
                undo.callback(made[name].close)
        else:
            raise LookupError(f"no fixture {name}")
        return made[name]

    def call(found):
        arguments = {name: make(name) for name in inspect.signature(found.function).parameters if name != "self"}
        result = found.function(*([instance] if "self" in inspect.signature(found.function).parameters else []), **arguments)
        if inspect.isgenerator(result):
            value = next(result)
            undo.callback(lambda: next(result, None))
        else:
            value = result
        if found.scope != "function":
            found.kept = (value,)
        return value

    for name, item in vars(module).items():
        if isinstance(item, Fixture) and item.autouse:
            make(name)
    wanted = [name for name in inspect.signature(function).parameters if name != "self"]
    return {name: make(name) for name in wanted}, undo.close
