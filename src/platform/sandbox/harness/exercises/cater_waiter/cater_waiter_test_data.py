cases = [(('a', {'rice', 'beans'}), 'a: VEGAN'), (('b', {'meat'}), 'b: OTHER')]
