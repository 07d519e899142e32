import unittest
import pytest

try:
    from lasagna import (EXPECTED_BAKE_TIME,
                         bake_time_remaining,
                         preparation_time_in_minutes,
                         elapsed_time_in_minutes)
except ImportError as import_fail:
    message = import_fail.args[0].split("(", maxsplit=1)
    item_name = message[0] if message else ""
    raise ImportError("\n\nMISSING CONSTANT --> " + item_name) from None


class LasagnaTest(unittest.TestCase):

    @pytest.mark.task(taskno=1)
    def test_EXPECTED_BAKE_TIME(self):
        failure_msg = "Expected a constant of EXPECTED_BAKE_TIME with a value of 40."
        self.assertEqual(EXPECTED_BAKE_TIME, 40, msg=failure_msg)

    @pytest.mark.task(taskno=2)
    def test_bake_time_remaining(self):
        input_data = [1, 2, 5, 10, 15, 23, 33, 39]
        result_data = [39, 38, 35, 30, 25, 17, 7, 1]
        for variant, (time, expected) in enumerate(zip(input_data, result_data), start=1):
            with self.subTest(f"variation #{variant}", time=time, expected=expected):
                actual_result = bake_time_remaining(time)
                failure_msg = f"Called bake_time_remaining({time})."
                self.assertEqual(actual_result, expected, msg=failure_msg)

    @pytest.mark.task(taskno=3)
    def test_preparation_time_in_minutes(self):
        for layers, expected in [(1, 2), (2, 4), (5, 10)]:
            with self.subTest(layers=layers):
                self.assertEqual(preparation_time_in_minutes(layers), expected)

    @pytest.mark.task(taskno=5)
    def test_docstrings_were_written(self):
        functions = [bake_time_remaining, preparation_time_in_minutes, elapsed_time_in_minutes]
        for variant, function in enumerate(functions, start=1):
            with self.subTest(f"variation #{variant}", function=function):
                self.assertIsNotNone(function.__doc__, msg=f"Expected a docstring for `{function.__name__}`.")
