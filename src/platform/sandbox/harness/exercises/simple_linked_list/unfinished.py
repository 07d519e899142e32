class EmptyListException(Exception):
    pass


class Node:
    def __init__(self, value):
        pass


class LinkedList:
    def __init__(self, values=None):
        pass
