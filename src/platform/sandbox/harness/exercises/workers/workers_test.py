import unittest

from workers import Ticker, drain, knock_both, later, pipeline, shuttle, total


class WorkersTest(unittest.TestCase):
    def test_workers_that_wait_for_work(self):
        self.assertEqual(total([1, 2, 3]), 12)

    def test_no_work(self):
        self.assertEqual(total([]), 0)

    def test_one_waits_for_the_other(self):
        self.assertEqual(pipeline(["tide", "reef"]), ["TIDE!", "REEF!"])

    def test_a_consumer_before_its_producer(self):
        self.assertEqual(shuttle([0, 1, 2, 3, 4]), [0, 1, 2, 3, 4])

    def test_a_thread_that_is_stopped(self):
        ticker = Ticker()
        ticker.start()
        self.assertIsNone(ticker.last_words)
        ticker.stop()
        self.assertEqual(ticker.last_words, "stopped")

    def test_a_worker_that_ends_by_itself(self):
        self.assertEqual(drain("ab"), ["a", "b", "end"])

    def test_a_lock_that_nobody_gives_back(self):
        self.assertFalse(knock_both())

    def test_a_timer(self):
        heard = []
        later(lambda: heard.append("now"))
        self.assertEqual(heard, ["now"])


if __name__ == "__main__":
    unittest.main()
