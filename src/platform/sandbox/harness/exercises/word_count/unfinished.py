def count(t):
    pass
