def buy(x):
    pass

def fail(x):
    pass

def old():
    pass

def careful():
    pass
