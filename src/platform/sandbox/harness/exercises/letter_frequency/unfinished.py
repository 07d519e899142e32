def calculate(texts):
    pass


def squares(numbers):
    pass
