from . import prices


class Basket:
    def __init__(self):
        self.lines = []

    def add(self, name):
        self.lines.append((name, prices.price_of(name)))

    @property
    def total(self):
        return sum(price for _, price in self.lines)
