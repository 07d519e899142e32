import os
TAX = 1
GONE = 1
TABLE = {}

def with_tax(n):
    return n * TAX

def env():
    return os.environ.get('SHOP')
