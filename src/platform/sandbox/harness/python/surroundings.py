"""What both interpreters need around them and WebAssembly lacks: sleep, an event loop, one working folder."""

import base64
import importlib.util
import os
import sys
import time

import turns

# Modules whose errors both sides call by the same name. Importing them does nothing else.
ERROR_MODULES = {
    "argparse", "asyncio.exceptions", "asyncio.queues", "binascii", "calendar", "concurrent.futures._base",
    "configparser", "contextlib", "copy", "_csv", "csv", "dataclasses", "decimal", "email.errors", "fractions",
    "getopt", "graphlib", "gzip", "http.client", "ipaddress", "json.decoder", "locale", "_pickle", "pickle", "_queue",
    "queue", "re", "shutil", "socket", "sqlite3", "statistics", "string", "struct", "subprocess", "tarfile",
    "threading", "tokenize", "tomllib", "urllib.error", "uuid", "xml.etree.ElementTree", "zipfile", "zlib",
    "zoneinfo", "zoneinfo._common",
}
LONGEST_FILE = 1 << 20
WRITING = os.O_WRONLY | os.O_RDWR


def sleep(seconds):
    if seconds < 0:
        raise ValueError("sleep length must be non-negative")
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        pass


class AfterImport:
    """Changes a module when it is imported, so that nobody pays for what is not used."""

    def __init__(self, changes):
        self.changes = changes

    def find_spec(self, name, path=None, target=None):
        change = self.changes.pop(name, None)
        if not change:
            return None
        spec = importlib.util.find_spec(name)
        spec.loader = ChangingLoader(spec.loader, change)
        return spec


class ChangingLoader:
    def __init__(self, loader, change):
        self.loader = loader
        self.change = change

    def __getattr__(self, name):
        return getattr(self.loader, name)

    def create_module(self, spec):
        return self.loader.create_module(spec)

    def exec_module(self, module):
        self.loader.exec_module(module)
        self.change(module)


def make_event_loop(unix_events):
    """An event loop that waits for time only: there are no sockets to wait for."""
    import asyncio.base_events

    class Selector:
        def select(self, timeout):
            if timeout:
                sleep(timeout)
            return []

    class Loop(asyncio.base_events.BaseEventLoop):
        _selector = Selector()

        def _process_events(self, event_list):
            pass

        def _write_to_self(self):
            pass

    unix_events._UnixDefaultEventLoopPolicy._loop_factory = Loop


def prepare(changes=None):
    """Once, before any other code. `changes` are made to modules when they are imported."""
    import builtins

    import _sitebuiltins

    time.sleep = sleep
    for name in ("exit", "quit"):
        setattr(builtins, name, _sitebuiltins.Quitter(name, "Ctrl-D (i.e. EOF)"))
    builtins.help = _sitebuiltins._Helper()
    changes = {
        "queue": turns.wait_in_python,
        "threading": turns.take_turns,
        "asyncio.unix_events": make_event_loop,
        **(changes or {}),
    }
    for name, change in list(changes.items()):
        if name in sys.modules:
            changes.pop(name)(sys.modules[name])
    sys.meta_path.insert(0, AfterImport(changes))
    sys.set_int_max_str_digits(0)
    # As anywhere else; this build would say 600.
    sys.setrecursionlimit(1000)
    sys.executable = "python"


def forget_modules(names):
    """A program may call its module as one of the standard library is called, or as one of the harness. Those of the
    harness go by another name: `inspect` would search all modules again and again for one that is not there."""
    for name in names:
        sys.modules.pop(name, None)
    for name, module in list(sys.modules.items()):
        file = str(getattr(module, "__file__", ""))
        if file.startswith("/harness/") and name not in ("__main__", "pytest", file):
            sys.modules[file] = sys.modules.pop(name)


def write_files(folder, files):
    for path, content in files.items():
        full = os.path.join(folder, path)
        os.makedirs(os.path.dirname(full), exist_ok=True)
        with open(full, "wb") as file:
            file.write(base64.b64decode(content))


class Files:
    """The working folder is one for both: what one side writes there, the other finds with the next message. Files
    that are `kept` are not changed by the other side."""

    def __init__(self, folder, kept=()):
        self.folder = folder + "/"
        self.kept = {self.folder + path for path in kept}
        self.touched = set()
        self.quiet = False
        sys.addaudithook(self.hear)

    def hear(self, event, arguments):
        if self.quiet:
            return
        if event == "open" and isinstance(arguments[0], str) and arguments[2] & WRITING:
            self.touched.add(os.path.abspath(arguments[0]))
        elif event in ("os.remove", "os.rename", "os.mkdir", "os.rmdir") and isinstance(arguments[0], str):
            self.touched.update(os.path.abspath(path) for path in arguments[:2] if isinstance(path, str))

    def may_cross(self, path):
        """Data only: no file that Python would load."""
        name = os.path.basename(path)
        return (
            path.startswith(self.folder)
            and ".." not in path.split("/")
            and not name.endswith((".py", ".pyc", ".pyd", ".so", ".pth", ".zip", ".egg"))
        )

    def gather(self):
        changed = {}
        self.quiet = True
        try:
            for path in sorted(self.touched):
                if not self.may_cross(path):
                    continue
                if os.path.isdir(path):
                    changed[path] = True
                elif not os.path.isfile(path):
                    changed[path] = None
                elif os.path.getsize(path) <= LONGEST_FILE:
                    with open(path, "rb") as file:
                        changed[path] = base64.b64encode(file.read()).decode()
        finally:
            self.quiet = False
        self.touched.clear()
        return changed

    def remove(self, path):
        if os.path.isfile(path):
            os.remove(path)
        elif os.path.isdir(path) and not os.listdir(path):
            os.rmdir(path)

    def apply(self, changed):
        self.quiet = True
        try:
            for path, content in changed.items():
                if not isinstance(path, str) or not self.may_cross(path) or path in self.kept:
                    continue
                if content is True:
                    os.makedirs(path, exist_ok=True)
                elif content is None:
                    self.remove(path)
                else:
                    os.makedirs(os.path.dirname(path), exist_ok=True)
                    with open(path, "wb") as file:
                        file.write(base64.b64decode(content))
        finally:
            self.quiet = False
