def add_repr(cls):
    return cls


class Positive:
    pass


class Upper:
    pass


class Field:
    def __init__(self, default=None):
        pass


class Model:
    pass


class Closable:
    pass


class Door:
    pass
