import sys


def greet():
    name = input("Name? ")
    print(f"Hello, {name}!")


def shout(*words, end="\n"):
    print(*words, sep="-", end=end)
    print("careful", file=sys.stderr)


def total():
    return sum(int(line) for line in sys.stdin)


if __name__ == "__main__":
    greet()
