"""Finds the tests of a module: classes of `unittest`, and plain functions and classes as pytest has them."""

import inspect
import unittest

from pytest import Marked, fixtures_of


def suites_of(module):
    """Test cases of `unittest`, in the order of the file."""
    loader = unittest.TestLoader()
    suite = loader.loadTestsFromModule(module)
    order = {name: index for index, name in enumerate(vars(module))}

    def flatten(part):
        if isinstance(part, unittest.TestSuite):
            for inner in part:
                yield from flatten(inner)
        else:
            yield part

    cases = list(flatten(suite))
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
            import asyncio

            asyncio.run(result)


def plain_tests(module):
    for name, item in list(vars(module).items()):
        if name.startswith("test") and inspect.isfunction(item) and item.__module__ == module.__name__:
            yield from variants(module, item, name, None)
        elif (
            name.startswith("Test")
            and isinstance(item, type)
            and item.__module__ == module.__name__
            and not issubclass(item, unittest.TestCase)
        ):
            for part, method in list(vars(item).items()):
                if part.startswith("test") and inspect.isfunction(method):
                    yield from variants(module, method, f"{name}.{part}", item)


def variants(module, function, name, cls):
    """One test for each set of parameters."""
    for label, values, marks in Marked.of(function).parameter_sets(cls):
        full = f"{name}[{label}]" if label else name

        def call(values=values, marks=marks):
            marks.before()
            instance = cls() if cls else None
            arguments, undo = fixtures_of(module, function, instance, values)
            try:
                if instance is not None and hasattr(instance, "setup_method"):
                    instance.setup_method()
                return marks.around(lambda: function(*([instance] if cls else []), **arguments))
            finally:
                undo()
                if instance is not None and hasattr(instance, "teardown_method"):
                    instance.teardown_method()

        yield full, Plain(call, full)


def collect(module):
    """Pairs of a name and a test case; a name is used once."""
    found = [(f"{type(case).__qualname__}.{case._testMethodName}", case) for case in suites_of(module)]
    found += list(plain_tests(module))
    counts = {}
    unique = []
    for name, case in found:
        counts[name] = counts.get(name, 0) + 1
        unique.append((name if counts[name] == 1 else f"{name} ({counts[name]})", case))
    return unique
