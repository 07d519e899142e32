import json
import unittest

from errors import BankError, InsufficientFunds, Temporary, checked, find, late, leave, parse, pay, ratio


class ErrorsTest(unittest.TestCase):
    def test_hierarchy(self):
        with self.assertRaises(BankError) as caught:
            pay(5, 3)
        self.assertIsInstance(caught.exception, InsufficientFunds)
        self.assertEqual(caught.exception.needed, 5)
        self.assertEqual(str(caught.exception), "needed 5, available 3")
        try:
            pay(2, 1)
        except InsufficientFunds as error:
            self.assertEqual(error.available, 1)
        self.assertEqual(pay(1, 3), 2)

    def test_made_by_the_tests(self):
        error = InsufficientFunds(1, 0)
        self.assertEqual(error.args, ("needed 1, available 0",))
        with self.assertRaises(InsufficientFunds):
            raise error

    def test_cause(self):
        with self.assertRaisesRegex(BankError, "JSON") as caught:
            parse("{")
        self.assertIsInstance(caught.exception.__cause__, json.JSONDecodeError)
        self.assertEqual(parse("[1, null]"), [1, None])

    def test_builtin(self):
        self.assertRaises(ZeroDivisionError, ratio, 1, 0)
        with self.assertRaises(KeyError) as caught:
            find({}, "x")
        self.assertEqual(caught.exception.args, ("x",))
        with self.assertRaises((IndexError, KeyError)):
            find([], 3)
        with self.assertRaises(TypeError):
            ratio("a", 1)

    def test_several_bases(self):
        with self.assertRaises(TimeoutError):
            late()
        with self.assertRaises(BankError):
            late()
        self.assertEqual(Temporary.code, 17)

    def test_exit(self):
        with self.assertRaises(SystemExit) as caught:
            leave()
        self.assertEqual(caught.exception.code, 3)

    def test_assertion(self):
        with self.assertRaises(AssertionError):
            checked(-1)
