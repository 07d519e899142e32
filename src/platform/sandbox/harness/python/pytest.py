"""The part of pytest that test files of exercises use, on top of `unittest`. Fixtures: `fixtures.py` and `given.py`."""

import contextlib
import decimal
import inspect
import math
import re
import unittest
import warnings

from fixtures import fixture
from given import MonkeyPatch

__all__ = [
    "MonkeyPatch", "approx", "deprecated_call", "exit", "fail", "fixture", "importorskip", "main", "mark", "param",
    "raises", "skip", "warns", "xfail",
]


class Skipped(unittest.SkipTest):
    pass


class Failed(AssertionError):
    pass


class XFailed(Exception):
    """The test says of itself that it was expected to fail."""


def skip(reason="", **_):
    raise Skipped(reason)


def fail(reason="", **_):
    raise Failed(reason)


def xfail(reason=""):
    raise XFailed(reason)


def exit(reason="", **_):
    raise Failed(reason)


skip.Exception, fail.Exception, xfail.Exception = Skipped, Failed, XFailed


def main(*_args, **_kwargs):
    return 0


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

    @property
    def typename(self):
        return type(self.value).__name__

    @property
    def tb(self):
        return self.value.__traceback__

    def exconly(self, tryshort=False):
        return f"{self.typename}: {self.value}"

    def match(self, pattern):
        assert re.search(pattern, str(self.value)), f"{pattern!r} does not match {str(self.value)!r}"
        return True


@contextlib.contextmanager
def catching(expected, match, check):
    raised = Raised()
    try:
        yield raised
    except expected as error:
        raised.value = error
        if match is not None:
            raised.match(match)
        assert check is None or check(error), f"not the error that was expected: {error!r}"
    else:
        raise Failed(f"{expected} was not raised")


def raises(expected=BaseException, *call, match=None, check=None, **kwargs):
    if not call:
        return catching(expected, match, check)
    with catching(expected, match, check) as raised:
        call[0](*call[1:], **kwargs)
    return raised


class WarningsRecorder(warnings.catch_warnings):
    """The warnings of a block, as a list."""

    def __init__(self):
        super().__init__(record=True)

    def __enter__(self):
        self.list = super().__enter__()
        warnings.simplefilter("always")
        return self

    def __len__(self):
        return len(self.list)

    def __iter__(self):
        return iter(self.list)

    def __getitem__(self, index):
        return self.list[index]

    def pop(self, category=Warning):
        found = next((one for one in self.list if issubclass(one.category, category)), None)
        assert found is not None, f"no {category.__name__}"
        self.list.remove(found)
        return found


@contextlib.contextmanager
def warned(expected, match):
    with WarningsRecorder() as recorder:
        yield recorder
    fitting = [one for one in recorder if issubclass(one.category, expected)]
    assert fitting, f"{expected} was not warned of"
    assert match is None or any(re.search(match, str(one.message)) for one in fitting), f"no warning matches {match!r}"


def warns(expected=Warning, *call, match=None, **kwargs):
    if not call:
        return warned(expected, match)
    with warned(expected, match):
        return call[0](*call[1:], **kwargs)


def deprecated_call(*call, match=None):
    return warns((DeprecationWarning, PendingDeprecationWarning, FutureWarning), *call, match=match)


class approx:
    """Numbers, or lists and dicts of numbers, that are near enough."""

    def __init__(self, expected, rel=None, abs=None, nan_ok=False):
        self.expected, self.nan_ok = expected, nan_ok
        # Who asks for an absolute distance only does not want a relative one as well.
        self.rel = rel if rel is not None else 0 if abs is not None else 1e-6
        self.abs = abs if abs is not None else 1e-12

    def near(self, one, other):
        if isinstance(one, dict):
            return one.keys() == other.keys() and all(self.near(one[key], other[key]) for key in one)
        if isinstance(one, (list, tuple)):
            return len(one) == len(other) and all(map(self.near, one, other))
        if isinstance(one, float) and math.isnan(one):
            return self.nan_ok and math.isnan(other)
        if isinstance(one, bool) or not hasattr(one, "__abs__"):
            return one == other
        kind = type(one) if isinstance(one, decimal.Decimal) else float
        return one == other or abs(one - other) <= max(kind(self.rel) * abs(one), kind(self.abs))

    def __eq__(self, actual):
        try:
            return bool(self.near(self.expected, actual))
        except TypeError:
            return False

    __hash__ = None

    def __repr__(self):
        return f"approx({self.expected!r})"


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
        target.pytestmark = [*marks_of(target), self]
        return target


def marks_of(target):
    marks = getattr(target, "pytestmark", [])
    return list(marks) if isinstance(marks, (list, tuple)) else [marks]


class MarkMaker:
    def __getattr__(self, name):
        return Mark(name)


mark = MarkMaker()


class Param:
    def __init__(self, values, id, marks):
        self.values, self.id = values, id
        self.marks = list(marks) if isinstance(marks, (list, tuple)) else [marks]


def param(*values, id=None, marks=()):
    return Param(values, id, marks)
