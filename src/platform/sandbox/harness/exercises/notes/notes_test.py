import argparse
import sqlite3
import unittest
import xml.etree.ElementTree as ElementTree

from notes import Notes, open_notes, whole


class NotesTest(unittest.TestCase):
    def setUp(self):
        self.notes = open_notes()
        self.notes.add("tide", "turns at six")

    def test_sorted(self):
        self.notes.add("anchor", "holds")
        self.assertEqual(self.notes.titles(), ["anchor", "tide"])

    def test_twice(self):
        with self.assertRaisesRegex(sqlite3.IntegrityError, "UNIQUE"):
            self.notes.add("tide", "again")

    def test_nothing_in_it(self):
        with self.assertRaises(sqlite3.Error):
            self.notes.add("empty", None)

    def test_document(self):
        self.notes.read('<notes><note title="buoy">red</note></notes>')
        self.assertIn("buoy", self.notes.titles())
        with self.assertRaises(ElementTree.ParseError):
            self.notes.read("<notes>")

    def test_database_of_the_tests(self):
        connection = sqlite3.connect(":memory:")
        Notes(connection).add("tide", "turns")
        self.assertEqual(connection.execute("select text from note").fetchall(), [("turns",)])

    def test_numbers(self):
        self.assertEqual(whole("12"), 12)
        with self.assertRaises(argparse.ArgumentTypeError):
            whole("twelve")


class InTurn(unittest.TestCase):
    """As `unittest` runs them: by name."""

    seen = []

    def test_b(self):
        self.seen.append("b")
        self.assertEqual(self.seen, ["a", "b"])

    def test_a(self):
        self.seen.append("a")
        self.assertEqual(self.seen, ["a"])
