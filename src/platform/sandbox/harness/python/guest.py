"""The interpreter of the program under test. Nothing here is trusted by the judge, and nothing here is secret."""

import builtins
import importlib.util
import io
import json
import os
import sys
import types

sys.path.insert(0, "/harness")
import mirrors
import surroundings
from describing import plain_hint
from link import Link
from registry import Registry
from values import TYPES_BY_NAME, Values

CONTROL = os.open("/dev/control", os.O_RDWR)
FOLDER = "/job"
OUTPUT = 1 << 20

KNOWN_TYPES = {id(cls): name for name, cls in TYPES_BY_NAME.items()}


def name_of_type(cls):
    """Classes that the judge has too: those of plain values, and errors of the standard library."""
    if id(cls) in KNOWN_TYPES or (cls.__module__ == "builtins" and issubclass(cls, BaseException)):
        return cls.__module__, cls.__qualname__
    if cls.__module__ in surroundings.ERROR_MODULES and issubclass(cls, Exception):
        return cls.__module__, cls.__qualname__
    return None


def resolve_type(module, name):
    found = importlib.import_module(module)
    for part in name.split("."):
        found = getattr(found, part)
    return found if isinstance(found, type) else None


class Spoken:
    """What the program prints goes to where the tests listen, with the next message."""

    def __init__(self):
        self.waiting = []
        self.length = 0

    def stream(self, name):
        spoken = self

        class Stream(io.TextIOBase):
            encoding = "utf-8"
            errors = "strict"

            def writable(self):
                return True

            def write(self, text):
                if not isinstance(text, str):
                    raise TypeError(f"write() argument must be str, not {type(text).__name__}")
                spoken.length += len(text)
                if spoken.length > OUTPUT:
                    raise RuntimeError("the program prints too much")
                spoken.waiting.append([name, text])
                return len(text)

            def fileno(self):
                raise io.UnsupportedOperation("fileno")

        return Stream()

    def gather(self):
        said, self.waiting = self.waiting, []
        return said


class Listening:
    """A logger that the tests listen to: as the tests have set it, and nobody else hears it."""

    def __init__(self, name, level):
        import logging

        class Handler(logging.Handler):
            def emit(self, record):
                logged.append([record.name, record.levelno, record.getMessage()])

        self.logger = logging.getLogger(name)
        self.before = self.logger.handlers, self.logger.level, self.logger.propagate
        self.logger.handlers, self.logger.propagate = [Handler()], False
        self.logger.setLevel(level)

    def end(self):
        self.logger.handlers, level, self.logger.propagate = self.before
        self.logger.setLevel(level)


def watch_warnings():
    """The tests decide what becomes of a warning."""
    import warnings

    def tell(message):
        kind = registry.values.encode(message.category)
        warned.append([kind, str(message.message), message.filename, message.lineno])

    warnings.simplefilter("always")
    warnings._showwarnmsg_impl = tell


def taken(items):
    """What has gathered in a list since the last look."""
    found = items[:]
    items.clear()
    return found


class Heard(io.TextIOBase):
    """Input comes from where the tests have put it."""

    encoding = "utf-8"

    def readable(self):
        return True

    def read(self, size=-1):
        return link.request("stdin", "read", size)

    def readline(self, size=-1):
        return link.request("stdin", "readline", size)

    def fileno(self):
        raise io.UnsupportedOperation("fileno")


def ask_input(prompt=""):
    return link.request("input", str(prompt))


class Guest(Registry):
    def answer_find(self, name):
        """Whether the program has such a module."""
        path = os.path.join(FOLDER, *name.split("."))
        if os.path.isdir(path) and not os.path.isfile(path + ".py"):
            return "package"
        return "module" if self.has_file(path + ".py") else None

    def has_file(self, path):
        """The only file of a program is whatever the tests call it."""
        if unnamed and not os.path.exists(path):
            os.makedirs(os.path.dirname(path), exist_ok=True)
            os.rename(os.path.join(FOLDER, unnamed.pop()), path)
            importlib.invalidate_caches()
        return os.path.isfile(path)

    def answer_source(self, name):
        with open(importlib.import_module(name).__file__, encoding="utf-8") as file:
            return file.read()

    def answer_hints(self, target):
        import typing

        found = typing.get_type_hints(self.values.decode(target))
        return {name: plain_hint(hint) for name, hint in found.items()}

    def answer_examples(self, name):
        """Failed and tried ones of the examples in the docstrings of a module."""
        import doctest

        return list(doctest.testmod(importlib.import_module(name)))[:2]

    def answer_script(self, path, arguments, name):
        """Runs a file as a program of its own; what it defined, by name."""
        import runpy

        if not self.has_file(path):
            raise FileNotFoundError(f"there is no {os.path.basename(path)}")
        before = sys.argv
        sys.argv = [path, *map(str, arguments)]
        try:
            found = runpy.run_path(path, run_name=name)
        finally:
            sys.argv = before
        return {key: value for key, value in found.items() if not key.startswith("__")}

    def answer_listen(self, name, level):
        listening.append(Listening(name, level))

    def answer_unlisten(self):
        listening.pop().end()

    def answer_make(self, name):
        """A module that has not run yet, as the tests may set up what it will find; one that the program has imported
        itself. The tests make a module again where they have forgotten it, for it to run anew."""
        if name in sys.modules and name not in made:
            return sys.modules[name]
        spec = importlib.util.find_spec(name)
        if spec is None:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
        made[name] = importlib.util.module_from_spec(spec)
        return made[name]

    def answer_run(self, name):
        module = made.get(name)
        if module is None:
            return
        sys.modules[name] = module
        try:
            module.__spec__.loader.exec_module(module)
        except BaseException:
            sys.modules.pop(name, None)
            raise
        parent, _, child = name.rpartition(".")
        if parent:
            setattr(sys.modules[parent], child, module)

    def answer_reload(self, number):
        return importlib.reload(self.owned[number])

    def answer_names(self, number):
        target = self.owned[number]
        if isinstance(target, types.ModuleType):
            listed = getattr(target, "__all__", None)
            return list(listed) if listed else [name for name in vars(target) if not name.startswith("__")]
        return dir(target)

    def answer_subclass(self, name, bases, names, options, number):
        decode = self.values.decode
        names, options = ({key: decode(item) for key, item in given.items()} for given in (names, options))
        names["_twin_of"] = number
        return self.number_of(types.new_class(name, tuple(map(decode, bases)), options, lambda body: body.update(names)))

    def answer_put(self, module, name, value):
        """The tests patched something of the standard library: the program is to see it too."""
        target = importlib.import_module(module)
        for part in name.split(".")[:-1]:
            target = getattr(target, part)
        setattr(target, name.split(".")[-1], self.values.decode(value))

    def answer_original(self, module, name):
        target = importlib.import_module(module)
        for part in name.split("."):
            target = getattr(target, part)
        return target

    def answer_seed(self, *args):
        import random

        random.seed(*map(self.values.decode, args))


registry = Guest(name_of_type)
registry.values = Values(1, registry, resolve_type)
registry.caller = mirrors.calling
link = registry.link = Link(registry.values, registry.answer)
spoken = Spoken()
unnamed, listening, logged, warned = [], [], [], []
made = {}


def read_job():
    line = b""
    while not line.endswith(b"\n"):
        chunk = os.read(CONTROL, 1 << 20)
        if not chunk:
            os._exit(0)
        line += chunk
    return json.loads(line)


def main():
    surroundings.prepare()
    job = read_job()
    surroundings.write_files(FOLDER, job["files"])
    if job.get("unnamed"):
        unnamed.append(job["unnamed"])
    os.chdir(FOLDER)
    sys.path[:] = [FOLDER, *(path for path in sys.path if path != "/harness")]
    surroundings.forget_modules(job["modules"])
    sys.argv = [FOLDER + "/main.py"]
    sys.stdout, sys.stderr, sys.stdin = spoken.stream("stdout"), spoken.stream("stderr"), Heard()
    builtins.input = ask_input
    files = surroundings.Files(FOLDER)
    link.before += [
        ("said", spoken.gather),
        ("changes", registry.values.changes),
        ("files", files.gather),
        ("logged", lambda: taken(logged)),
        ("warned", lambda: taken(warned)),
    ]
    link.at_end.append(("long_changes", registry.values.changes_at_end))
    link.after["whereabouts"] = mirrors.follow
    watch_warnings()
    link.after["changes"] = registry.values.apply_changes
    link.after["files"] = files.apply
    link.serve_forever()


if __name__ == "__main__":
    main()
