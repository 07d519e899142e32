def bubble_sort(items):
    for end in range(len(items) - 1, 0, -1):
        for index in range(end):
            if items[index] > items[index + 1]:
                items[index], items[index + 1] = items[index + 1], items[index]


def without_duplicates(items):
    return list(dict.fromkeys(items))


def group(words):
    groups = {}
    for word in words:
        groups.setdefault(len(word), set()).add(word)
    return groups


def transpose(matrix):
    return [list(row) for row in zip(*matrix)]


def merge(first, *others, key=None):
    return sorted([*first, *(item for other in others for item in other)], key=key)


def turn(items):
    items.reverse()


def label(**words):
    return words


class Pile:
    sizes = [1]

    def total(self):
        return sum(self.sizes)

    def __gt__(self, other):
        return self.total() > other
