from sets_categories_data import VEGAN

def clean(name, items):
    pass

def categorize(name, ingredients):
    pass
