class Item:

    def __init__(self, *a):
        pass
Point = Order = Status = Level = Perm = Pair = Item
