class EmptyListException(Exception):
    def __init__(self, message):
        self.message = message


class Node:
    def __init__(self, value):
        self._value = value
        self._next = None

    def value(self):
        return self._value

    def next(self):
        return self._next


class LinkedList:
    def __init__(self, values=None):
        self._head = None
        self._len = 0
        for value in values or []:
            self.push(value)

    def __iter__(self):
        node = self._head
        while node:
            yield node.value()
            node = node.next()

    def __len__(self):
        return self._len

    def head(self):
        if self._head is None:
            raise EmptyListException("The list is empty.")
        return self._head

    def push(self, value):
        node = Node(value)
        node._next = self._head
        self._head = node
        self._len += 1

    def pop(self):
        node = self.head()
        self._head = node.next()
        self._len -= 1
        return node.value()

    def reversed(self):
        return LinkedList(self)
