import unittest

from clock import Clock


class ClockTest(unittest.TestCase):
    def test_lunch_time(self):
        self.assertEqual(repr(Clock(12, 0)), "Clock(12, 0)")

    def test_on_the_hour(self):
        self.assertEqual(str(Clock(8, 0)), "08:00")

    def test_negative_minutes_roll_over(self):
        self.assertEqual(str(Clock(1, -40)), "00:20")

    def test_add_across_midnight(self):
        self.assertEqual(str(Clock(23, 59) + 2), "00:01")

    def test_subtract(self):
        self.assertEqual(str(Clock(10, 3) - 3), "10:00")

    def test_in_place(self):
        clock = Clock(6, 41)
        clock += 20
        self.assertEqual(str(clock), "07:01")

    def test_equal_clocks(self):
        self.assertEqual(Clock(15, 37), Clock(15, 37))
        self.assertEqual(Clock(34, 37), Clock(10, 37))
        self.assertEqual(len({Clock(1, 0), Clock(25, 0), Clock(2, 0)}), 2)

    def test_different_clocks(self):
        self.assertNotEqual(Clock(15, 36), Clock(15, 37))
        self.assertTrue(Clock(1, 1) != Clock(1, 2))
