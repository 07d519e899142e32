def greet():
    pass


def shout(*words, end="\n"):
    pass


def total():
    pass
