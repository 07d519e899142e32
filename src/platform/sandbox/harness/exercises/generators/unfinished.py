def primes():
    return iter(())


def running_total():
    return iter(())


def counted(function):
    return function


def retry(times):
    return lambda function: function


def recording(log):
    pass


def first(n, items):
    pass


class Countdown:
    pass


def now():
    pass
