def mean(values):
    pass


def median(values):
    pass
