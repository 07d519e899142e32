"""The files of the program as the tests find them: to import, to read, and to run as scripts."""

import builtins
import contextlib
import functools
import importlib.util
import io
import os
import shlex
import sys
import traceback

FOLDER = "/job"


class Loader:
    """Makes the stand-in of one module of the program."""

    def __init__(self, link, module):
        self.link = link
        self.module = module

    def create_module(self, spec):
        return self.link.request("make", self.module)

    def exec_module(self, module):
        self.link.request("run", self.module)

    def get_source(self, name):
        """For those who look at how the program is written."""
        return str(self.link.request("source", self.module))


class Finder:
    """Finds the modules of the program."""

    def __init__(self, link, modules):
        self.link = link
        self.modules = set(modules)

    def find_spec(self, name, path=None, target=None):
        return self.spec_of(name, name) if name in self.modules else None

    def spec_of(self, name, module):
        found = self.link.request("find", module)
        if not found:
            return None
        path = os.path.join(FOLDER, *module.split(".")) + ("/__init__.py" if found == "package" else ".py")
        return importlib.util.spec_from_loader(name, Loader(self.link, module), origin=path, is_package=found == "package")

    def module_at(self, location):
        """The module whose file would stand there, where the tests brought none."""
        path = os.path.abspath(location)
        if os.path.exists(path) or not path.startswith(FOLDER + "/") or not path.endswith(".py"):
            return None
        return path.removeprefix(FOLDER + "/").removesuffix(".py").replace("/", ".").removesuffix(".__init__")


def find_by_path(finder):
    """Tests that load the program by the path of its file get the same stand-in as those that import it."""
    original = importlib.util.spec_from_file_location

    def spec_from_file_location(name, location=None, **options):
        module = finder.module_at(location) if location else None
        return (finder.spec_of(name, module) if module else None) or original(name, location, **options)

    importlib.util.spec_from_file_location = spec_from_file_location


def read_by_path(finder):
    """Tests that read the file of a module, to look at how it is written, get what was handed in."""
    original = io.open

    def opened(file, mode="r", *options, **named):
        reads = isinstance(file, (str, os.PathLike)) and mode in ("r", "rt", "rb")
        module = finder.module_at(file) if reads else None
        if not module or not finder.link.request("find", module):
            return original(file, mode, *options, **named)
        source = str(finder.link.request("source", module))
        return io.BytesIO(source.encode()) if mode == "rb" else io.StringIO(source)

    io.open = builtins.open = opened


def run_paths(link, runpy):
    run_path = runpy.run_path

    def mirrored_run_path(path_name, init_globals=None, run_name=None):
        if os.path.exists(path_name):
            return run_path(path_name, init_globals, run_name)
        return link.request("script", os.path.abspath(path_name), sys.argv[1:], run_name or "<run_path>")

    def mirrored_run_module(mod_name, init_globals=None, run_name=None, alter_sys=False):
        path = os.path.join(FOLDER, *mod_name.split(".")) + ".py"
        return link.request("script", path, sys.argv[1:], run_name or mod_name)

    runpy.run_path, runpy.run_module = mirrored_run_path, mirrored_run_module


def script_in(words):
    """Path and arguments of `python [options] file …` or `python [options] -m module …`."""
    name = os.path.basename(os.fspath(words[0])) if words else ""
    if not name.startswith("python"):
        raise FileNotFoundError(f"no program {name}: only the program under test can be run")
    rest = [os.fspath(word) for word in words[1:]]
    while rest and rest[0].startswith("-") and rest[0] != "-m":
        rest = rest[1:]
    if rest[:1] == ["-m"] and len(rest) > 1:
        return os.path.join(FOLDER, *rest[1].split(".")) + ".py", rest[2:]
    if not rest:
        raise FileNotFoundError("no file to run")
    return os.path.abspath(rest[0]), rest[1:]


def as_text(content):
    return content if isinstance(content, str) else bytes(content or b"").decode()


def run_as_process(link, words, given):
    """Exit code, output and errors of the program, as if it ran by itself."""
    path, arguments = script_in(words)
    streams = io.StringIO(), io.StringIO()
    before = sys.stdin
    sys.stdin = io.StringIO(given)
    try:
        with contextlib.redirect_stdout(streams[0]), contextlib.redirect_stderr(streams[1]):
            try:
                link.request("script", path, arguments, "__main__")
                code = 0
            except SystemExit as end:
                code = end.code if isinstance(end.code, int) else 0 if end.code is None else 1
                if isinstance(end.code, str):
                    print(end.code, file=sys.stderr)
            except Exception as error:
                code = 1
                print("".join(traceback.format_exception_only(error)), end="", file=sys.stderr)
    finally:
        sys.stdin = before
    return code, streams[0].getvalue(), streams[1].getvalue()


def run_processes(link, subprocess):
    """`subprocess.run` and `Popen` of the program under test; there are no other processes."""

    def is_text(options):
        return any(options.get(name) for name in ("text", "universal_newlines", "encoding", "errors"))

    def run(args, *, input=None, stdin=None, stdout=None, stderr=None, capture_output=False, check=False, **options):
        words = shlex.split(args) if isinstance(args, str) else list(args)
        if hasattr(stdin, "read"):
            input = stdin.read()
        code, out, err = run_as_process(link, words, as_text(input))
        text = is_text(options)

        def deliver(content, where, stream):
            if capture_output or where == subprocess.PIPE:
                return content if text else content.encode()
            if where != subprocess.DEVNULL:
                (where or stream).write(content)
            return None

        if stderr == subprocess.STDOUT:
            out, err = out + err, ""
        done = subprocess.CompletedProcess(
            args, code, deliver(out, stdout, sys.stdout), None if stderr == subprocess.STDOUT else deliver(err, stderr, sys.stderr)
        )
        if check:
            done.check_returncode()
        return done

    class Popen:
        """The program runs once somebody waits for it: then its input is known."""

        def __init__(self, args, *, stdin=None, **options):
            self.args, self.options, self.returncode = args, options, None
            self.kind = io.StringIO if is_text(options) else io.BytesIO
            self.stdin = self.kind() if stdin == subprocess.PIPE else None
            if self.stdin:
                self.stdin.close = self.stdin.flush
            else:
                options["stdin"] = stdin

        def communicate(self, input=None, timeout=None):
            if self.returncode is None:
                given = input or (self.stdin.getvalue() if self.stdin else None)
                self.done = run(self.args, input=given, **self.options)
                self.returncode = self.done.returncode
            return self.done.stdout, self.done.stderr

        @functools.cached_property
        def stdout(self):
            return self.kind(self.communicate()[0])

        @functools.cached_property
        def stderr(self):
            return self.kind(self.communicate()[1])

        def wait(self, timeout=None):
            self.communicate()
            return self.returncode

        poll = wait

        def terminate(self):
            pass

        kill = terminate

        def __enter__(self):
            return self

        def __exit__(self, *error):
            self.wait()

    subprocess.run, subprocess.Popen = run, Popen
    subprocess.call = lambda *args, **options: run(*args, **options).returncode
    subprocess.check_call = lambda *args, **options: run(*args, check=True, **options).returncode
