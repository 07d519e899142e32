import unittest

import error_handling as er


class FileLike:
    def __init__(self, fail_something=True):
        self.is_open = False
        self.was_open = False
        self.did_something = False
        self.fail_something = fail_something

    def open(self):
        self.was_open = False
        self.is_open = True

    def close(self):
        self.is_open = False
        self.was_open = True

    def __enter__(self):
        self.open()
        return self

    def __exit__(self, *args):
        self.close()

    def do_something(self):
        self.did_something = True
        if self.fail_something:
            raise Exception("Failed while doing something")


class ErrorHandlingTest(unittest.TestCase):
    def test_throw_exception(self):
        with self.assertRaisesWithMessage(Exception):
            er.handle_error_by_throwing_exception()

    def test_return_none(self):
        self.assertEqual(er.handle_error_by_returning_none("1"), 1, "Result of valid input should not be None")
        self.assertIsNone(er.handle_error_by_returning_none("a"), "Result of invalid input should be None")

    def test_return_tuple(self):
        successful, result = er.handle_error_by_returning_tuple("1")
        self.assertIs(successful, True)
        self.assertEqual(result, 1)
        self.assertEqual(er.handle_error_by_returning_tuple("a")[0], False)

    def test_filelike_objects_are_closed_on_exception(self):
        filelike = FileLike(fail_something=True)
        with self.assertRaisesWithMessage(Exception):
            er.filelike_objects_are_closed_on_exception(filelike)
        self.assertIs(filelike.is_open, False)
        self.assertIs(filelike.was_open, True)
        self.assertIs(filelike.did_something, True)

    def assertRaisesWithMessage(self, exception):
        return self.assertRaisesRegex(exception, r".+")
