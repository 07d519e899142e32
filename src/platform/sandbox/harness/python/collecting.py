"""Finds the tests of a module: classes of `unittest`, and plain functions and classes as pytest has them."""

import inspect
import unittest

import given
from fixtures import Known, Making, around, conftest_namespaces, enter_scopes
from likenesses import run_coroutine
from parameters import variants_of


def suites_of(module):
    """Test cases of `unittest` as it would run them: by name, or as the module's `load_tests` says."""

    def flatten(part):
        if isinstance(part, unittest.TestSuite):
            for inner in part:
                yield from flatten(inner)
        else:
            yield part

    return list(flatten(unittest.TestLoader().loadTestsFromModule(module)))


def as_written(module, cases):
    """In the order of the file."""
    order = {name: index for index, name in enumerate(vars(module))}
    return sorted(cases, key=lambda case: (order.get(type(case).__name__, len(order)), line_of(case)))


def line_of(case):
    method = inspect.unwrap(getattr(type(case), case._testMethodName, None) or len)
    code = getattr(method, "__code__", None)
    return code.co_firstlineno if code else 0


class Plain(unittest.TestCase):
    """A test that is a function."""

    def __init__(self, call, name):
        super().__init__("run_plain")
        self.call = call
        self.name = name

    def run_plain(self):
        result = self.call()
        if inspect.iscoroutine(result):
            run_coroutine(result)


def plain_tests(module):
    items = list(vars(module).items())
    cases = [item for _, item in items if isinstance(item, type) and issubclass(item, unittest.TestCase)]
    for name, item in items:
        # What a test case builds on is not run by itself.
        if getattr(item, "__module__", None) != module.__name__ or any(item in case.__mro__ for case in cases):
            continue
        if name.startswith("test") and inspect.isfunction(item):
            yield from tests_of(module, (), item, name)
        elif is_test_class(name, item):
            yield from tests_of_class(module, (item,), name)


def is_test_class(name, item):
    return name.startswith("Test") and isinstance(item, type) and not issubclass(item, unittest.TestCase)


def tests_of_class(module, classes, path):
    cls = classes[-1]
    names = {name: item for base in reversed(cls.__mro__) for name, item in vars(base).items()}
    for name, item in names.items():
        if isinstance(item, staticmethod):
            item = item.__func__
        if name.startswith("test") and inspect.isfunction(item):
            yield from tests_of(module, classes, item, f"{path}.{name}")
        elif is_test_class(name, item):
            yield from tests_of_class(module, (*classes, item), f"{path}.{name}")


def tests_of(module, classes, function, name):
    """One test for each set of parameters."""
    cls = classes[-1] if classes else None
    inherited = [vars(base) for base in reversed(cls.__mro__)] if cls else []
    known = Known(vars(given), *conftest_namespaces(), vars(module), *inherited)
    wanted, variants = variants_of(function, (module, *classes), known)

    def call_of(variant, full):
        def call():
            variant.before()
            enter_scopes(module, cls)
            instance = cls() if cls else None
            making = Making(known, module, cls, instance, function, full.split(".")[-1], variant.values, variant.params)
            try:
                with around(module, instance, function):
                    arguments = making.arguments(wanted)
                    bound = getattr(instance, function.__name__) if instance is not None else function
                    return variant.run(lambda: bound(**arguments))
            finally:
                making.finish()

        return call

    for variant in variants:
        full = f"{name}[{variant.label}]" if variant.label else name
        yield full, Plain(call_of(variant, full), full)


def name_of(case):
    """A doctest is called as what it stands in."""
    doctest = getattr(case, "_dt_test", None)
    return doctest.name if doctest else f"{type(case).__qualname__}.{case._testMethodName}"


# When each test case runs, by its identity.
TURNS = {}


def tests_in(module):
    """Pairs of a name and a test case, as people read them; `in_turn` has them as they run."""
    suites = suites_of(module)
    plain = list(plain_tests(module))
    for case in [*suites, *(case for _, case in plain)]:
        TURNS[id(case)] = len(TURNS)
    return [*((name_of(case), case) for case in as_written(module, suites)), *plain]


def in_turn(cases):
    return sorted(cases, key=lambda named: TURNS[id(named[1])])


def with_own_names(found):
    """A name is used once, also where two files have tests of the same name."""
    counts = {}
    unique = []
    for name, case in found:
        counts[name] = counts.get(name, 0) + 1
        unique.append((name if counts[name] == 1 else f"{name} ({counts[name]})", case))
    return unique
