from sets_categories_data import VEGAN

def clean(name, items):
    return (name, set(items))

def categorize(name, ingredients):
    return f"{name}: {('VEGAN' if ingredients <= VEGAN else 'OTHER')}"
