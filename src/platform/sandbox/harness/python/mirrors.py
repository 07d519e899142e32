"""What tests do to their own interpreter, and the program is to see as well: patches, seeds, where they are, who listens, who calls."""

import contextlib
import importlib
import os
import sys
import types
import warnings

from values import library_name


def place_of(patch):
    """Module and name of what is patched in a class of the standard library; None: it is no matter of the program."""
    target = getattr(patch, "target", None)
    if not isinstance(target, type) or target.__module__.split(".")[0] not in sys.stdlib_module_names - {"unittest"}:
        return None
    return target.__module__, f"{target.__qualname__}.{patch.attribute}"


# What the program sees in another way, or must not.
OWN = {("builtins", "input"), *(("sys", name) for name in ("argv", "stdout", "stderr", "stdin", "modules", "path"))}


def watching(link):
    """A function that watches a module of the standard library: what the tests set in it, the program finds there too."""
    before = {}

    class Watched(types.ModuleType):
        def __setattr__(self, name, value):
            ours = vars(self).get(name)
            super().__setattr__(name, value)
            if ours is not None and not name.startswith("_") and not isinstance(value, types.ModuleType):
                put((self.__name__, name), ours, value)

    def put(place, ours, value):
        if place in OWN:
            return
        if place not in before:
            before[place] = ours, link.request("original", *place)
        ours, theirs = before[place]
        link.request("put", *place, link.values.encode(theirs if value is ours else value))

    def watch(module):
        name = library_name(module) if type(module) is types.ModuleType else None
        if name and name.split(".")[0] != "unittest":
            module.__class__ = Watched
        return module

    return watch


def mirror_patches(link, watch, mock):
    enter, leave = mock._patch.__enter__, mock._patch.__exit__

    def mirrored_enter(patch):
        watch(patch.getter())
        result = enter(patch)
        place = place_of(patch)
        if place:
            patch._theirs = link.request("original", *place)
            link.request("put", *place, link.values.encode(getattr(patch.target, patch.attribute)))
        return result

    def mirrored_leave(patch, *error):
        place = place_of(patch)
        if place and hasattr(patch, "_theirs"):
            link.request("put", *place, link.values.encode(patch._theirs))
            del patch._theirs
        return leave(patch, *error)

    mock._patch.__enter__, mock._patch.__exit__ = mirrored_enter, mirrored_leave


def mirror_seed(link):
    import random

    seed = random.seed

    def mirrored_seed(a=None, version=2):
        seed(a, version)
        link.request("seed", link.values.encode(a, True), version)

    random.seed = mirrored_seed


def mirror_reload(link):
    reload = importlib.reload

    def mirrored_reload(module):
        known = link.values.standins.known(module)
        return link.request("reload", known[1]) if known else reload(module)

    importlib.reload = mirrored_reload


def mirror_listening(link, log):
    """`assertLogs`: what the program logs comes to the logger of the same name here."""
    enter, leave = log._AssertLogsContext.__enter__, log._AssertLogsContext.__exit__

    def mirrored_enter(context):
        watcher = enter(context)
        name = getattr(context.logger_name, "name", context.logger_name)
        link.request("listen", name or "root", context.level)
        return watcher

    def mirrored_leave(context, *error):
        link.request("unlisten")
        return leave(context, *error)

    log._AssertLogsContext.__enter__, log._AssertLogsContext.__exit__ = mirrored_enter, mirrored_leave


def hear_logged(records):
    import logging

    for name, level, text in records:
        name = str(name)
        logging.getLogger(name).handle(logging.LogRecord(name, int(level), "", 0, str(text), None, None))


def hear_warned(link, warned):
    for category, text, file, line in warned:
        # A filter that makes errors of warnings would break the talk of the two.
        with contextlib.suppress(Warning, TypeError):
            warnings.warn_explicit(str(text), link.values.decode(category), str(file), int(line))


FOLDER = "/job/"


def calling():
    """File and name of the function of the program that calls."""
    frame = sys._getframe(1)
    while frame and not frame.f_code.co_filename.startswith(FOLDER):
        frame = frame.f_back
    return [frame.f_code.co_filename.removeprefix(FOLDER), frame.f_code.co_name] if frame else None


def do(work):
    return work()


def called_from(caller, work):
    """Does the work below a frame of the caller's name, for tests that look on the stack who calls them."""
    if caller is None:
        return work()
    file, name = caller
    return types.FunctionType(do.__code__.replace(co_filename=str(file), co_name=str(name)), {})(work)


class Whereabouts:
    """The current folder, the environment, and the arguments."""

    def __init__(self):
        self.told = self.now()

    def now(self):
        return os.getcwd(), dict(os.environ), list(map(str, sys.argv))

    def gather(self):
        now = self.now()
        if now == self.told:
            return None
        self.told = now
        return now


def follow(whereabouts):
    folder, environment, sys.argv = whereabouts
    os.makedirs(folder, exist_ok=True)
    os.chdir(folder)
    for name in set(os.environ) - set(environment):
        del os.environ[name]
    os.environ.update(environment)
