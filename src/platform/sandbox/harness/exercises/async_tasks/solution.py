import asyncio
from concurrent.futures import ThreadPoolExecutor


async def fetch(value, delay=0.01):
    await asyncio.sleep(delay)
    return value * 2


async def fetch_all(values):
    return await asyncio.gather(*(fetch(value) for value in values))


def parallel(function, values):
    with ThreadPoolExecutor(max_workers=3) as pool:
        return list(pool.map(function, values))
