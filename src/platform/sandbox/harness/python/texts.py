"""What is text of the program and code all the same, examples in docstrings and annotations, is run where the program
is, never among the tests."""

import unittest

from standins import Function, Module, StandinMeta, hints_of


def is_standin(target):
    return isinstance(type(target), StandinMeta) or issubclass(type(target), (Function, Module, StandinMeta))


def mirror_examples(link, doctest):
    find, testmod, suite = doctest.DocTestFinder.find, doctest.testmod, doctest.DocTestSuite

    def found(self, target, *options, **named):
        return [] if is_standin(target) else find(self, target, *options, **named)

    def tried(module=None, *options, **named):
        if not is_standin(module):
            return testmod(module, *options, **named)
        return doctest.TestResults(*link.request("examples", module.__name__))

    def as_suite(module=None, *options, **named):
        if not is_standin(module):
            return suite(module, *options, **named)

        class Examples(unittest.TestCase):
            def test_docstrings(self):
                failed, attempted = tried(module)
                self.assertEqual(failed, 0, f"{failed} of {attempted} examples failed")

        return unittest.TestSuite([Examples("test_docstrings")])

    doctest.DocTestFinder.find, doctest.testmod, doctest.DocTestSuite = found, tried, as_suite


def mirror_hints(link, typing):
    original = typing.get_type_hints

    def get_type_hints(target, *options, **named):
        if not is_standin(target):
            return original(target, *options, **named)
        return hints_of(link.request("hints", link.values.encode(target)))

    typing.get_type_hints = get_type_hints
