import itertools
import types
import unittest
from unittest import mock

from generators import Countdown, counted, first, now, primes, recording, retry, running_total


class GeneratorsTest(unittest.TestCase):
    def test_infinite(self):
        self.assertEqual(list(itertools.islice(primes(), 5)), [2, 3, 5, 7, 11])
        self.assertIsInstance(primes(), types.GeneratorType)

    def test_send(self):
        total = running_total()
        next(total)
        self.assertEqual(total.send(5), 5)
        self.assertEqual(total.send(7), 12)
        total.close()

    def test_decorator(self):
        @counted
        def double(x):
            """Twice."""
            return 2 * x

        self.assertEqual(double(4), 8)
        double(1)
        self.assertEqual(double.calls, 2)
        self.assertEqual(double.__name__, "double")
        self.assertEqual(double.__doc__, "Twice.")

    def test_decorator_with_an_argument(self):
        tries = []

        @retry(3)
        def unsure(x):
            tries.append(x)
            if len(tries) < 3:
                raise ValueError("not yet")
            return "done"

        self.assertEqual(unsure(1), "done")
        self.assertEqual(tries, [1, 1, 1])

        @retry(2)
        def never():
            raise ValueError("never")

        with self.assertRaisesRegex(ValueError, "^never$"):
            never()

    def test_context_manager(self):
        log = []
        with self.assertRaises(KeyError):
            with recording(log) as same:
                same.append("middle")
                raise KeyError("x")
        self.assertEqual(log, ["begin", "middle", "end"])

    def test_lazy(self):
        self.assertEqual(list(first(2, iter([1, 2, 3]))), [1, 2])
        self.assertEqual(list(Countdown(3)), [3, 2, 1])
        self.assertEqual(max(Countdown(4)), 4)

    @mock.patch("time.time", return_value=1234.5)
    def test_patched_library(self, _clock):
        self.assertEqual(now(), 1234.5)
