async def slow_double(x):
    pass

async def fetch_all(get, urls):
    pass

class Queue:
    pass

async def ticker(n):
    pass

class Session:
    pass
