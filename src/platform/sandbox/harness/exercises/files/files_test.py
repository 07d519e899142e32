import json
import os
import tempfile
import unittest
from pathlib import Path

from files import count_lines, save, total

HERE = Path(__file__).parent


class FilesTest(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)

    def path(self, name):
        return os.path.join(self.folder.name, name)

    def test_reads_what_the_tests_wrote(self):
        with open(self.path("a.txt"), "w") as file:
            file.write("one\ntwo\n")
        self.assertEqual(count_lines(self.path("a.txt")), 2)

    def test_writes_what_the_tests_read(self):
        save(self.path("data.json"), {"b": 1, "a": [1, 2]})
        with open(self.path("data.json")) as file:
            self.assertEqual(json.load(file), {"a": [1, 2], "b": 1})

    def test_data_beside_the_tests(self):
        self.assertEqual(total("prices.csv"), 6.5)
        self.assertEqual(count_lines(HERE / "prices.csv"), 3)

    def test_missing_file(self):
        with self.assertRaises(FileNotFoundError):
            count_lines("nowhere.txt")
