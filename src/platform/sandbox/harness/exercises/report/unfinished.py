def summarize(p):
    pass

def write_json(a, b):
    pass

def count_lines(p):
    pass

def rename_all(d, a, b):
    pass
