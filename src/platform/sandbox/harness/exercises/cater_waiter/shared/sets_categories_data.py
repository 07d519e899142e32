VEGAN = {'rice', 'beans'}
TABLE = {'VEGAN': VEGAN}
