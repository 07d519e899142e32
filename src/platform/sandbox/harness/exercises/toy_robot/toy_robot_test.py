import enum
import importlib.util
import inspect
import io
import os
import random
import sys
import unittest
from unittest.mock import NonCallableMagicMock, patch

import toy_robot
from toy_robot import *


class ToyRobotTest(unittest.TestCase):
    def test_modules_that_came_along_are_the_same(self):
        self.addCleanup(setattr, sys, "stdout", sys.stdout)
        sys.stdout, sys.argv = io.StringIO(), ["robot", "north", "east"]
        announce()
        self.assertEqual(sys.stdout.getvalue(), "north\neast\n")

    def test_dice_of_the_tests(self):
        before = random.randint
        random.randint = lambda low, high: high
        self.assertEqual(throw(), 6)
        toy_robot.random.randint = lambda low, high: 4
        self.assertEqual(throw(), 4)
        random.randint = before
        self.assertIn(throw(), range(1, 7))

    def test_a_robot_that_is_forgotten_starts_anew(self):
        toy_robot.steps.append("north")
        del sys.modules["toy_robot"]
        import toy_robot as fresh

        self.assertEqual(fresh.steps, [])
        self.assertEqual(toy_robot.steps, ["north"])

    def test_a_module_runs_when_the_tests_run_it(self):
        spec = importlib.util.spec_from_file_location("robot", os.path.abspath("toy_robot.py"))
        robot = importlib.util.module_from_spec(spec)
        self.assertFalse(hasattr(robot, "steps"))
        spec.loader.exec_module(robot)
        self.assertEqual(robot.steps, [])

    def test_a_class_of_values_and_an_enumeration(self):
        self.assertIsInstance(Heading.EAST, enum.IntEnum)
        self.assertEqual((Heading(2).name, Heading.EAST + 1), ("EAST", 3))

    def test_a_mock_that_looks_like_a_method(self):
        with patch.object(Robot, "turn", autospec=True, return_value="left") as turn:
            robot = Robot()
            self.assertEqual(robot.turn(3), "left")
        turn.assert_called_once_with(robot, 3)

    def test_a_mock_that_closes(self):
        tape = NonCallableMagicMock()
        tape.__enter__.return_value = tape
        record(tape, "forward")
        tape.__exit__.assert_called_once_with(None, None, None)
        self.assertEqual([name for name, _, _ in tape.mock_calls], ["__enter__", "write", "__exit__"])

    def test_who_calls(self):
        callers = []
        walk(lambda: callers.extend(frame.function for frame in inspect.stack()))
        self.assertIn("walk", callers)
