import asyncio

async def slow_double(x):
    if not isinstance(x, int):
        raise ValueError
    await asyncio.sleep(0.01)
    return 2 * x

async def fetch_all(get, urls):
    return list(await asyncio.gather(*(get(u) for u in urls)))

class Queue:

    def __init__(self):
        self.items = []

    async def put(self, x):
        self.items.append(x)

    async def get(self):
        return self.items.pop(0)

async def ticker(n):
    for i in range(n):
        yield i
        await asyncio.sleep(0)

class Session:

    async def __aenter__(self):
        self.open = True
        return self

    async def __aexit__(self, *e):
        self.open = False
