import asyncio, unittest
from unittest.mock import AsyncMock, patch
from fetch import fetch_all, slow_double, Queue, ticker, Session

class T(unittest.IsolatedAsyncioTestCase):

    async def asyncSetUp(self):
        self.q = Queue()

    async def test_double(self):
        self.assertEqual(await slow_double(3), 6)

    async def test_all(self):
        get = AsyncMock(side_effect=lambda u: u.upper())
        self.assertEqual(await fetch_all(get, ['a', 'b']), ['A', 'B'])
        self.assertEqual(get.await_count, 2)

    async def test_gather(self):
        self.assertEqual(await asyncio.gather(slow_double(1), slow_double(2)), [2, 4])

    async def test_queue(self):
        await self.q.put(3)
        self.assertEqual(await self.q.get(), 3)

    async def test_for(self):
        self.assertEqual([x async for x in ticker(3)], [0, 1, 2])

    async def test_with(self):
        async with Session() as s:
            self.assertTrue(s.open)
        self.assertFalse(s.open)

    async def test_error(self):
        with self.assertRaises(ValueError):
            await slow_double('x')

class S(unittest.TestCase):

    def test_run(self):
        self.assertEqual(asyncio.run(slow_double(4)), 8)

    def test_loop(self):
        loop = asyncio.new_event_loop()
        self.assertEqual(loop.run_until_complete(slow_double(5)), 10)
        loop.close()

    def test_is(self):
        self.assertTrue(asyncio.iscoroutinefunction(slow_double))
