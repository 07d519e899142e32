"""The interpreter of the tests. The program under test lives in another one; here are stand-ins for what it exports.

What this interpreter writes to the control wire is the result. The other one has no such wire, never sees the tests,
and is answered only about objects that the tests hand to it.
"""

import ast
import builtins
import functools
import importlib
import importlib.util
import json
import os
import pathlib
import re
import sys

sys.path.insert(0, "/harness")
import pytest
import given
import mirrors
import scripts
import surroundings
import texts
from collecting import in_turn, tests_in, with_own_names
from doubts import doubt, guard
from link import Gone, Link
from registry import Registry
from running import Report, run
from values import Values

CONTROL = os.open("/dev/control", os.O_RDWR)
FOLDER = "/job"


class Interrupted(Exception):
    """The program raised what would end the tests."""


def name_of_type(cls):
    """The other side may know by name whatever the standard library defines, except what belongs to testing."""
    top = cls.__module__.split(".")[0]
    if top not in sys.stdlib_module_names or top == "unittest":
        return None
    found = sys.modules.get(cls.__module__)
    for part in cls.__qualname__.split("."):
        found = getattr(found, part, None)
    return (cls.__module__, cls.__qualname__) if found is cls else None


def resolve_type(module, name):
    if module == "builtins":
        if name in ("KeyboardInterrupt", "GeneratorExit"):
            return Interrupted
        found = getattr(builtins, name, None)
    elif module in surroundings.ERROR_MODULES:
        found = importlib.import_module(module)
        for part in name.split("."):
            found = getattr(found, part, None)
    else:
        return None
    return found if isinstance(found, type) and issubclass(found, BaseException) else None


class Judge(Registry):
    files = None

    def call(self, number, args, kwargs):
        """A data file of the tests is the program's to read once the tests name it. A mock names none: it would only
        remember that it was asked."""
        for value in (*args, *kwargs.values()):
            if isinstance(value, (str, pathlib.PurePath)) and os.path.isfile(value):
                self.files.touched.add(os.path.abspath(value))
        return super().call(number, args, kwargs)

    def answer_input(self, prompt):
        return builtins.input(prompt)

    def answer_stdin(self, how, size):
        return getattr(sys.stdin, "readline" if how == "readline" else "read")(size)


registry = Judge(name_of_type)
registry.values = Values(2, registry, resolve_type)
registry.guard = guard
registry.check = doubt(registry)
link = registry.link = Link(registry.values, registry.answer)
watch = registry.values.watch = mirrors.watching(link)


def say(**report):
    line = json.dumps(report).encode()
    os.write(CONTROL, line)


def read_job():
    line = b""
    while not line.endswith(b"\n"):
        chunk = os.read(CONTROL, 1 << 20)
        if not chunk:
            os._exit(0)
        line += chunk
    return json.loads(line)


def hear(said):
    """What the program printed goes to where the tests listen now."""
    for name, text in said:
        stream = sys.stderr if name == "stderr" else sys.stdout
        stream.write(str(text))


def names_in(source):
    """The tests that a file seems to have, for when it cannot be loaded."""
    names = []
    for item in ast.parse(source).body:
        if isinstance(item, ast.ClassDef):
            names += [
                f"{item.name}.{part.name}"
                for part in item.body
                if isinstance(part, (ast.FunctionDef, ast.AsyncFunctionDef)) and part.name.startswith("test")
            ]
        elif isinstance(item, (ast.FunctionDef, ast.AsyncFunctionDef)) and item.name.startswith("test"):
            names.append(item.name)
    return names


def imports_in(source, own):
    """Modules that a file imports and that are not of the standard library, with the packages around them. A program
    may have a name of the standard library."""
    for item in ast.walk(ast.parse(source)):
        if isinstance(item, ast.Import):
            names = [alias.name for alias in item.names]
        elif isinstance(item, ast.ImportFrom) and item.module and not item.level:
            names = [item.module]
        else:
            continue
        for name in names:
            parts = name.split(".")
            if parts[0] == own or parts[0] not in {*sys.stdlib_module_names, "pytest", "conftest"}:
                yield from (".".join(parts[: length + 1]) for length in range(len(parts)))


def name_of_only(job, own, wanted):
    """What the tests call the only file of the program: as it is called, as they are, or what else is not theirs."""
    for name in (own, *(re.sub(r"^test_|(_test)?\.py$", "", os.path.basename(path)) for path in job["load"])):
        if name in wanted:
            return name
    theirs = {path.split("/")[0].removesuffix(".py") for path in job["files"]}
    free = any(name.split(".")[0] not in theirs for name in wanted)
    return None if free or not wanted else wanted[0]


def load(path):
    name = os.path.basename(path).removesuffix(".py")
    spec = importlib.util.spec_from_file_location(name, path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    for item in vars(module).values():
        watch(item)
    return module


def main():
    surroundings.prepare(
        {
            "unittest.mock": functools.partial(mirrors.mirror_patches, link, watch),
            "unittest._log": functools.partial(mirrors.mirror_listening, link),
            "doctest": functools.partial(texts.mirror_examples, link),
            "typing": functools.partial(texts.mirror_hints, link),
            "runpy": functools.partial(scripts.run_paths, link),
            "subprocess": functools.partial(scripts.run_processes, link),
        }
    )
    import unittest

    unittest.main = lambda *args, **kwargs: None
    job = read_job()
    say(ready=True)
    surroundings.write_files(FOLDER, job["files"])
    os.chdir(FOLDER)
    sys.path[:] = [FOLDER, *(path for path in sys.path if path != "/harness")]
    sys.argv = [FOLDER + "/tests.py"]
    surroundings.forget_modules(job["modules"])
    files = registry.files = surroundings.Files(FOLDER, job["files"])
    whereabouts = mirrors.Whereabouts()
    link.before += [
        ("changes", registry.values.changes),
        ("files", files.gather),
        ("whereabouts", whereabouts.gather),
    ]
    link.after.update(
        said=hear,
        changes=registry.values.apply_changes,
        long_changes=registry.values.apply_changes,
        files=files.apply,
        logged=mirrors.hear_logged,
        warned=functools.partial(mirrors.hear_warned, link),
    )
    given.program = link
    mirrors.mirror_seed(link)
    mirrors.mirror_reload(link)
    paths = [os.path.join(FOLDER, path) for path in job["load"]]
    sources = []
    try:
        for path in paths:
            with open(path, encoding="utf-8") as file:
                sources.append(file.read())
        expected = [name for source in sources for name in names_in(source)] or job["load"]
    except (SyntaxError, ValueError) as error:
        return say(wrong=f"{os.path.basename(path)} is no Python: {error}")
    say(plan=expected)
    # Named modules come before the standard library; the only, nameless file is what is not found elsewhere.
    own = job["unnamed"].removesuffix(".py") if job.get("unnamed") else None
    wanted = [name for source in sources for name in imports_in(source, own)]
    only = name_of_only(job, own, wanted) if own else None
    surroundings.forget_modules([only])
    modules = job["modules"] or ([only] if only else wanted)
    finder = scripts.Finder(link, modules)
    sys.meta_path.insert(0 if job["modules"] or only else len(sys.meta_path), finder)
    scripts.find_by_path(finder)
    scripts.read_by_path(finder)
    report = Report(say, registry.values.places, job.get("only"))
    found = []
    try:
        for path in job["files"]:
            if os.path.basename(path) == "conftest.py":
                load(os.path.join(FOLDER, path))
        for path in paths:
            found += tests_in(load(path))
    except BaseException as error:
        report.nothing_loads(expected, error)
        return
    if not found:
        return say(wrong=f"There is no test in {', '.join(job['load'])}.")
    cases = with_own_names(found)
    say(plan=[name for name, _ in cases])
    run(in_turn(cases), report)


if __name__ == "__main__":
    try:
        main()
    except Gone:
        pass
    os._exit(0)
