import asyncio
import unittest

from async_tasks import fetch, fetch_all, parallel


class AsyncTest(unittest.TestCase):
    def test_run(self):
        self.assertEqual(asyncio.run(fetch(4)), 8)

    def test_gather(self):
        self.assertEqual(asyncio.run(fetch_all([1, 2, 3])), [2, 4, 6])

    def test_threads(self):
        self.assertEqual(parallel(lambda x: x + 1, [1, 2]), [2, 3])


class AwaitTest(unittest.IsolatedAsyncioTestCase):
    async def test_await(self):
        self.assertEqual(await fetch(5), 10)
