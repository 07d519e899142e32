from datetime import datetime, timezone
import time
LIMIT = 3

def greeting():
    return 'Good morning' if datetime.now().hour < 12 else 'Good evening'

def age(b, today):
    return today.year - b.year - ((today.month, today.day) < (b.month, b.day))

def until(a, b):
    return a - b

def utc(n):
    return datetime.fromtimestamp(n, timezone.utc)

class Sensor:

    @property
    def value(self):
        return 1

    def read(self):
        return 2

def read(s):
    return s.value

def ask(s):
    return s.read()

def notify(f, x):
    f(x, at=datetime.now())

def retry(f, n):
    for i in range(n):
        try:
            return f()
        except ConnectionError:
            if i == n - 1:
                raise

def same(x):
    return x

def lines(p):
    with open(p) as f:
        return f.read().split()

def stamp():
    return time.time()

def clip(x):
    return x[:LIMIT]

def steps(m):
    m.a(1)
    m.b(x=2)

def twice_stamp():
    return stamp() + stamp()
