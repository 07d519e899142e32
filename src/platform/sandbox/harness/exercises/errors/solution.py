import json


class BankError(Exception):
    """Something with money."""


class InsufficientFunds(BankError):
    def __init__(self, needed, available):
        super().__init__(f"needed {needed}, available {available}")
        self.needed = needed
        self.available = available


class Temporary(BankError, TimeoutError):
    code = 17


def pay(amount, available):
    if amount > available:
        raise InsufficientFunds(amount, available)
    return available - amount


def parse(text):
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise BankError("not JSON") from error


def ratio(a, b):
    return a / b


def find(items, key):
    return items[key]


def leave():
    raise SystemExit(3)


def late():
    raise Temporary("later")


def checked(value):
    assert value > 0, "must be positive"
    return value
