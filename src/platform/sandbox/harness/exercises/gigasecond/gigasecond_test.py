import unittest
from datetime import datetime

from gigasecond import add


class GigasecondTest(unittest.TestCase):
    def test_date_only_specification_of_time(self):
        self.assertEqual(add(datetime(2011, 4, 25)), datetime(2043, 1, 1, 1, 46, 40))

    def test_full_time_specified(self):
        self.assertEqual(add(datetime(2015, 1, 24, 22, 0)), datetime(2046, 10, 2, 23, 46, 40))

    def test_does_not_mutate_the_input(self):
        moment = datetime(2015, 1, 24, 22, 0)
        add(moment)
        self.assertEqual(moment, datetime(2015, 1, 24, 22, 0))
        self.assertIsInstance(add(moment), datetime)
