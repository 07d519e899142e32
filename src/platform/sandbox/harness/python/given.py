"""The fixtures that pytest brings along."""

import collections
import contextlib
import io
import os
import pathlib
import sys
import tempfile

from fixtures import fixture

FOLDER = "/job"
program = None  # the link to it, set by the judge
Read = collections.namedtuple("CaptureResult", "out err")


class Captured:
    """What was printed since the last look."""

    def __init__(self):
        self.streams = io.StringIO(), io.StringIO()

    def readouterr(self):
        texts = [stream.getvalue() for stream in self.streams]
        for stream in self.streams:
            stream.seek(0)
            stream.truncate()
        return Read(*texts)

    @contextlib.contextmanager
    def disabled(self):
        yield


@fixture
def capsys():
    captured = Captured()
    with contextlib.redirect_stdout(captured.streams[0]), contextlib.redirect_stderr(captured.streams[1]):
        yield captured


@fixture
def capfd(capsys):
    return capsys


NOTHING = object()


class MonkeyPatch:
    """Changes that are undone after the test."""

    def __init__(self):
        from unittest import mock

        self.mock = mock
        self.stack = contextlib.ExitStack()

    @classmethod
    @contextlib.contextmanager
    def context(cls):
        patch = cls()
        try:
            yield patch
        finally:
            patch.undo()

    def setattr(self, target, name, value=NOTHING, raising=True):
        if isinstance(target, str):
            patch = self.mock.patch(target, name, create=not raising)
        else:
            patch = self.mock.patch.object(target, name, value, create=not raising)
        self.stack.enter_context(patch)

    def delattr(self, target, name=NOTHING, raising=True):
        if isinstance(target, str):
            owner, _, name = target.rpartition(".")
            target = self.mock._importer(owner)
        before = getattr(target, name, NOTHING)
        if before is NOTHING and not raising:
            return
        delattr(target, name)
        self.stack.callback(setattr, target, name, before)

    def setitem(self, mapping, key, value):
        before = mapping.get(key, NOTHING)
        mapping[key] = value
        self.stack.callback(self.put_back, mapping, key, before)

    def delitem(self, mapping, key, raising=True):
        if key in mapping or raising:
            before = mapping[key]
            del mapping[key]
            self.stack.callback(self.put_back, mapping, key, before)

    @staticmethod
    def put_back(mapping, key, before):
        if before is NOTHING:
            mapping.pop(key, None)
        else:
            mapping[key] = before

    def setenv(self, name, value, prepend=None):
        self.setitem(os.environ, name, f"{value}{prepend}{os.environ[name]}" if prepend and name in os.environ else str(value))

    def delenv(self, name, raising=True):
        self.delitem(os.environ, name, raising)

    def chdir(self, path):
        self.stack.callback(os.chdir, os.getcwd())
        os.chdir(path)

    def syspath_prepend(self, path):
        sys.path.insert(0, str(path))
        self.stack.callback(sys.path.remove, str(path))

    def undo(self):
        self.stack.close()


@fixture
def monkeypatch():
    with MonkeyPatch.context() as patch:
        yield patch


class Folders:
    """Folders that no other test has."""

    def mktemp(self, basename, numbered=True):
        os.makedirs(f"{FOLDER}/tmp", exist_ok=True)
        return pathlib.Path(tempfile.mkdtemp(prefix=basename, dir=f"{FOLDER}/tmp"))

    def getbasetemp(self):
        return pathlib.Path(f"{FOLDER}/tmp")


@fixture(scope="session")
def tmp_path_factory():
    return Folders()


@fixture
def tmp_path():
    return Folders().mktemp("test")


class LocalPath(type(pathlib.Path())):
    """`tmpdir`: a folder as the library `py` has it."""

    def join(self, *parts):
        return self.joinpath(*parts)

    def write(self, content):
        self.write_text(content)

    def read(self):
        return self.read_text()

    def mkdir(self, name=None):
        path = self / name if name else self
        os.mkdir(path)
        return path

    @property
    def strpath(self):
        return str(self)


@fixture
def tmpdir(tmp_path):
    return LocalPath(tmp_path)


class Logged:
    """What was logged, by the program too."""

    def __init__(self):
        import logging

        class Handler(logging.Handler):
            def emit(handler, record):
                self.records.append(record)

        self.logging = logging
        self.records = []
        self.handler = Handler()
        self.levels = []

    @property
    def messages(self):
        return [record.getMessage() for record in self.records]

    @property
    def record_tuples(self):
        return [(record.name, record.levelno, record.getMessage()) for record in self.records]

    @property
    def text(self):
        return "".join(f"{one.levelname:8} {one.name}:{one.getMessage()}\n" for one in self.records)

    def clear(self):
        self.records.clear()

    def set_level(self, level, logger=None):
        self.levels.append((logger, self.logging.getLogger(logger).level))
        self.logging.getLogger(logger).setLevel(level)
        program.request("listen", logger or "root", level)

    def set_back(self):
        logger, level = self.levels.pop()
        self.logging.getLogger(logger).setLevel(level)
        program.request("unlisten")

    @contextlib.contextmanager
    def at_level(self, level, logger=None):
        self.set_level(level, logger)
        try:
            yield
        finally:
            self.set_back()


@fixture
def caplog():
    logged = Logged()
    root = logged.logging.getLogger()
    root.addHandler(logged.handler)
    logged.set_level(root.level)
    yield logged
    while logged.levels:
        logged.set_back()
    root.removeHandler(logged.handler)


@fixture
def recwarn():
    import pytest

    with pytest.WarningsRecorder() as recorder:
        yield recorder


@fixture
def subtests():
    class Subtests:
        @contextlib.contextmanager
        def test(self, msg=None, **kwargs):
            yield

    return Subtests()
