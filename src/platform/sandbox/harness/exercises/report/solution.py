import csv, json, os

def summarize(p):
    with open(p) as f:
        rows = list(csv.DictReader(f))
    return {'rows': len(rows), 'total': sum((int(r['n']) for r in rows))}

def write_json(src, out):
    with open(src) as f, open(out, 'w') as o:
        json.dump(list(csv.DictReader(f)), o)

def count_lines(p):
    with open(p) as f:
        return sum((1 for _ in f))

def rename_all(d, a, b):
    for n in os.listdir(d):
        if n.endswith(a):
            os.rename(os.path.join(d, n), os.path.join(d, n[:-len(a)] + b))
