import csv
import json
from pathlib import Path


def count_lines(path):
    with open(path, encoding="utf-8") as file:
        return sum(1 for _ in file)


def save(path, data):
    Path(path).write_text(json.dumps(data, sort_keys=True), encoding="utf-8")


def total(path):
    with open(path, newline="", encoding="utf-8") as file:
        return sum(float(row["price"]) for row in csv.DictReader(file))
