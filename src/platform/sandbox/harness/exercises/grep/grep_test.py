import io
import unittest
from unittest import mock

from grep import grep

FILE_TEXT = {
    "iliad.txt": "Achilles sing, O Goddess! Peleus' son;\nHis wrath pernicious, who ten thousand woes\n",
    "midsummer.txt": "I do entreat your grace to pardon me.\nI know not by what power I am made bold,\n",
}


def open_mock(fname, *args, **kwargs):
    try:
        return io.StringIO(FILE_TEXT[fname])
    except KeyError:
        raise RuntimeError("Expected one of {0!r}: got {1!r}".format(list(FILE_TEXT.keys()), fname))


@mock.patch("grep.open", name="open", side_effect=open_mock, create=True)
@mock.patch("io.StringIO", name="StringIO", wraps=io.StringIO)
class GrepTest(unittest.TestCase):
    def test_one_file(self, mock_file, mock_open):
        self.assertMultiLineEqual(grep("wrath", "", ["iliad.txt"]), "His wrath pernicious, who ten thousand woes\n")

    def test_with_numbers(self, mock_file, mock_open):
        self.assertMultiLineEqual(grep("Achilles", "-n", ["iliad.txt"]), "1:Achilles sing, O Goddess! Peleus' son;\n")

    def test_several_files(self, mock_file, mock_open):
        self.assertMultiLineEqual(
            grep("pardon", "", ["iliad.txt", "midsummer.txt"]), "midsummer.txt:I do entreat your grace to pardon me.\n"
        )
