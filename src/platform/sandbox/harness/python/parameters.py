"""How many tests one test function is: its sets of parameters, with the marks of each."""

from pytest import Param, Skipped, XFailed, marks_of


class Variant:
    """One set of parameters: values for the function, parameters for its fixtures."""

    def __init__(self, label="", values=None, params=None, marks=()):
        self.label, self.values, self.params, self.marks = label, values or {}, params or {}, list(marks)

    def joined(self, other):
        label = "-".join(filter(None, (self.label, other.label)))
        values, params = {**self.values, **other.values}, {**self.params, **other.params}
        return Variant(label, values, params, [*self.marks, *other.marks])

    def before(self):
        for mark in self.marks:
            skipped = mark.name == "skip" or (mark.name == "skipif" and any(mark.args))
            if skipped:
                given = mark.args[0] if mark.name == "skip" and mark.args else ""
                raise Skipped(mark.kwargs.get("reason") or given)

    def run(self, call):
        expected = next((mark for mark in self.marks if mark.name == "xfail"), None)
        if expected and expected.args and not expected.args[0]:
            expected = None
        kinds = expected.kwargs.get("raises", Exception) if expected else XFailed
        try:
            result = call()
        except XFailed:
            return None
        except kinds:
            return None
        assert not (expected and expected.kwargs.get("strict")), "The test was expected to fail."
        return result


def label_of(value, name, index):
    if isinstance(value, type) or callable(value) and hasattr(value, "__name__"):
        return value.__name__
    return str(value) if isinstance(value, (str, int, float, bool, type(None))) else f"{name}{index}"


def variants_of_mark(names, values, ids=None, indirect=False, **_):
    names = [name.strip() for name in names.split(",")] if isinstance(names, str) else list(names)
    for index, item in enumerate(values):
        given = item if isinstance(item, Param) else Param(item if len(names) > 1 else (item,), None, ())
        pairs = dict(zip(names, given.values))
        label = given.id or given_label(ids, index, given.values)
        label = label or "-".join(label_of(value, name, index) for name, value in pairs.items())
        through = names if indirect is True else indirect or ()
        params = {name: [value] for name, value in pairs.items() if name in through}
        yield Variant(label, {name: value for name, value in pairs.items() if name not in through}, params, given.marks)


def given_label(ids, index, values):
    if callable(ids):
        labels = [ids(value) for value in values]
        return "-".join(map(str, labels)) if None not in labels else None
    ids = list(ids) if ids is not None else []
    return None if index >= len(ids) or ids[index] is None else str(ids[index])


def variants_of_fixture(found):
    for index, item in enumerate(found.params):
        given = item if isinstance(item, Param) else Param((item,), None, ())
        label = given.id or given_label(found.ids, index, given.values) or label_of(given.values[0], found.name, index)
        yield Variant(label, {}, {found.name: [given.values[0]]}, given.marks)


def variants_of(function, owners, known):
    """`owners`: what else carries marks for this function: its module and classes."""
    marks = [mark for owner in owners for mark in marks_of(owner)] + marks_of(function)
    plain = [mark for mark in marks if mark.name != "parametrize"]
    used = [name for mark in plain if mark.name == "usefixtures" for name in mark.args]
    variants = [Variant(marks=plain)]
    for mark in reversed([mark for mark in marks if mark.name == "parametrize"]):
        variants = [one.joined(more) for one in variants for more in variants_of_mark(*mark.args, **mark.kwargs)]
    wanted = known.wanted(function, used)
    for name in wanted:
        found = known.by_name.get(name)
        if found and found.params is not None and name not in {*variants[0].values, *variants[0].params}:
            variants = [one.joined(more) for one in variants for more in variants_of_fixture(found)]
    return wanted, variants
