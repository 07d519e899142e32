class Basket:
    pass

class Empty(Exception):
    pass

def greet(n):
    pass
slow = read = ask = log_it = warn_it = greet
