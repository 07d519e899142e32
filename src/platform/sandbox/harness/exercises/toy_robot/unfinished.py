import random
import sys


def announce():
    pass


def throw():
    pass
