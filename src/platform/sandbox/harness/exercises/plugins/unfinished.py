class Plugin:
    registry = {}


class Model:
    pass


class Shape:
    def __init__(self, name):
        pass


class Item:
    pass


class Stack:
    pass
