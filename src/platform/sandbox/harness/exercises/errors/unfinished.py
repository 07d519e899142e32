class BankError(Exception):
    pass


class InsufficientFunds(Exception):
    pass


Temporary = BankError


def pay(amount, available):
    raise InsufficientFunds()


parse = ratio = find = leave = late = checked = lambda *args: None
