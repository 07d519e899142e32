import threading


class BankAccount:
    def __init__(self):
        self.is_open = False
        self.balance = 0
        self.lock = threading.Lock()

    def open(self):
        if self.is_open:
            raise ValueError("account already open")
        self.is_open = True
        self.balance = 0

    def close(self):
        self._check()
        self.is_open = False

    def get_balance(self):
        self._check()
        return self.balance

    def _check(self):
        if not self.is_open:
            raise ValueError("account not open")

    def deposit(self, amount):
        with self.lock:
            self._check()
            if amount <= 0:
                raise ValueError("amount must be greater than 0")
            self.balance += amount

    def withdraw(self, amount):
        with self.lock:
            self._check()
            if amount > self.balance:
                raise ValueError("amount must be less than balance")
            if amount <= 0:
                raise ValueError("amount must be greater than 0")
            self.balance -= amount
