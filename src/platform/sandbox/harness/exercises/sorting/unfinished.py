def bubble_sort(items):
    return items


def without_duplicates(items):
    return None


def group(words):
    return None


def transpose(matrix):
    return None


def merge(first, *others, key=None):
    return None
