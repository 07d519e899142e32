import contextlib
import io
import sys
import unittest
from io import StringIO
from unittest.mock import call, patch

import printing


class PrintingTest(unittest.TestCase):
    @patch("builtins.input", return_value="Ada")
    @patch("sys.stdout", new_callable=StringIO)
    def test_greet(self, out, asked):
        printing.greet()
        self.assertEqual(out.getvalue(), "Hello, Ada!\n")
        asked.assert_called_once_with("Name? ")

    @patch("builtins.print")
    @patch("builtins.input", side_effect=["Bo", "Cy"])
    def test_calls(self, asked, printed):
        printing.greet()
        printing.greet()
        self.assertEqual(printed.call_args_list, [call("Hello, Bo!"), call("Hello, Cy!")])

    def test_redirected(self):
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            printing.shout("a", "b", end="")
        self.assertEqual(out.getvalue(), "a-b")
        self.assertIn("careful", err.getvalue())

    def test_captured_by_hand(self):
        before = sys.stdout
        sys.stdout = captured = io.StringIO()
        try:
            printing.shout("x")
        finally:
            sys.stdout = before
        self.assertEqual(captured.getvalue(), "x\n")

    def test_standard_input(self):
        with patch("sys.stdin", StringIO("1\n2\n39\n")):
            self.assertEqual(printing.total(), 42)

    def test_input_from_standard_input(self):
        with patch("sys.stdin", StringIO("Eve\n")), patch("sys.stdout", new=StringIO()) as out:
            printing.greet()
        self.assertTrue(out.getvalue().endswith("Hello, Eve!\n"))
