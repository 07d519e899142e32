import random
import string


class Robot:
    used = set()

    def __init__(self):
        self.name = None
        self.reset()

    def reset(self):
        while True:
            name = "".join(random.choices(string.ascii_uppercase, k=2) + random.choices(string.digits, k=3))
            if name not in Robot.used:
                break
        Robot.used.add(name)
        self.name = name
