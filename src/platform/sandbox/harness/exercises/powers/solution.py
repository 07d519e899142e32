def power(base, exponent):
    """The base, multiplied by itself so many times."""
    if exponent == 0:
        return 1
    return base * power(base, exponent - 1)
