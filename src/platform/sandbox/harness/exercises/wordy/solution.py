import re

OPERATIONS = {
    "plus": lambda a, b: a + b,
    "minus": lambda a, b: a - b,
    "multiplied by": lambda a, b: a * b,
    "divided by": lambda a, b: a // b,
}


def answer(question):
    match = re.fullmatch(r"What is (.*)\?", question)
    if not match:
        raise ValueError("unknown operation")
    tokens = re.findall(r"-?\d+|plus|minus|multiplied by|divided by|\S+", match[1])
    if not tokens or not re.fullmatch(r"-?\d+", tokens[0]):
        raise ValueError("syntax error")
    result = int(tokens[0])
    rest = tokens[1:]
    while rest:
        if rest[0] not in OPERATIONS:
            raise ValueError("syntax error" if re.fullmatch(r"-?\d+", rest[0]) else "unknown operation")
        if len(rest) < 2 or not re.fullmatch(r"-?\d+", rest[1]):
            raise ValueError("syntax error")
        result = OPERATIONS[rest[0]](result, int(rest[1]))
        rest = rest[2:]
    return result
