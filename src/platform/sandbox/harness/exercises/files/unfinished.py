def count_lines(path):
    pass


def save(path, data):
    pass


def total(path):
    pass
