import ast
import doctest
import inspect
import tokenize
import typing
import unittest
from pathlib import Path

import powers
from powers import Step, power


class Values(unittest.TestCase):
    def test_small(self):
        self.assertEqual([power(2, n) for n in range(5)], [1, 2, 4, 8, 16])

    def test_nothing(self):
        self.assertEqual(power(0, 0), 1)


class Writing(unittest.TestCase):
    """The exercise is about calling oneself, so how it is written counts."""

    def calls_itself(self, text):
        calls = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Call)]
        return any(getattr(call.func, "id", None) == "power" for call in calls)

    def test_as_the_module_says_where_it_is(self):
        with open(powers.__file__, encoding="utf-8") as file:
            self.assertTrue(self.calls_itself(file.read()))

    def test_beside_the_tests(self):
        text = Path(__file__).with_name("powers.py").read_text()
        self.assertNotIn("**", text)
        self.assertNotIn("pow(", text)

    def test_by_its_words(self):
        with open("powers.py", "rb") as file:
            words = [token.string for token in tokenize.tokenize(file.readline)]
        self.assertNotIn("while", words)

    def test_as_it_is_inspected(self):
        self.assertTrue(self.calls_itself(inspect.getsource(powers)))
        self.assertTrue(power.__doc__)

    def test_its_own_examples(self):
        failed, tried = doctest.testmod(powers)
        self.assertEqual(failed, 0)
        self.assertEqual(tried, 2)

    def test_its_hints(self):
        self.assertEqual(typing.get_type_hints(power), {"base": int, "exponent": int, "return": int | float})
        self.assertIs(typing.get_type_hints(Step)["base"], int)

    def test_what_it_says_of_its_values(self):
        self.assertEqual(str(inspect.signature(power)), "(base: int, exponent: int = 2) -> int | float")

    def test_other_files_are_not_there(self):
        with self.assertRaises(FileNotFoundError):
            open("roots.py")


def load_tests(loader, tests, pattern):
    tests.addTests(doctest.DocTestSuite(powers))
    return tests
