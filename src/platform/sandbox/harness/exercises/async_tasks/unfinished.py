async def fetch(value, delay=0):
    return None


async def fetch_all(values):
    return None


def parallel(function, values):
    return None
