class Notes:
    def __init__(self, connection):
        self.connection = connection


def open_notes(path=":memory:"):
    return Notes(None)


def whole(text):
    return 0
