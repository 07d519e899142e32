import functools
import time
from contextlib import contextmanager
from itertools import count, islice


def primes():
    found = []
    for number in count(2):
        if all(number % prime for prime in found):
            found.append(number)
            yield number


def running_total():
    total = 0
    while True:
        value = yield total
        total += value


def counted(function):
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        wrapper.calls += 1
        return function(*args, **kwargs)

    wrapper.calls = 0
    return wrapper


def retry(times):
    def decorate(function):
        @functools.wraps(function)
        def wrapper(*args):
            for _ in range(times - 1):
                try:
                    return function(*args)
                except ValueError:
                    pass
            return function(*args)

        return wrapper

    return decorate


@contextmanager
def recording(log):
    log.append("begin")
    try:
        yield log
    finally:
        log.append("end")


def first(n, items):
    return islice(items, n)


class Countdown:
    def __init__(self, start):
        self.current = start

    def __iter__(self):
        return self

    def __next__(self):
        if self.current <= 0:
            raise StopIteration
        self.current -= 1
        return self.current + 1


def now():
    return time.time()
