import logging, time, warnings

class Empty(Exception):

    def __init__(self, size):
        super().__init__('no items')
        self.size = size

class Basket:

    def __init__(self):
        self.items = {}

    def add(self, n, p):
        self.items[n + str(len(self.items))] = p
        self.items.setdefault(n, 0)

    def total(self):
        return sum(self.items.values())

    def mean(self):
        return self.total() / len(self.items) if self.items else 0

    def clear(self):
        self.items = {}

    def pop(self):
        raise Empty(len(self.items))

    def __contains__(self, n):
        return n in self.items

def greet(n):
    print('Hi', n)

def slow():
    time.sleep(1000)

def read(p):
    with open(p) as f:
        return f.read().split()

def ask():
    return int(input('n'))

def log_it(x):
    logging.getLogger('shop').info('got %s', x)

def warn_it():
    warnings.warn('take care')
