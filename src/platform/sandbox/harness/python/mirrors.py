"""What tests do to their own interpreter, and the program is to see as well: patches, seeds, where they are, who listens."""

import contextlib
import importlib
import os
import sys
import types
import warnings


def place_of(patch):
    """Module and name of what is patched in the standard library; None: the patch is no matter of the program."""
    target = getattr(patch, "target", None)
    if isinstance(target, type):
        module, prefix = target.__module__, target.__qualname__ + "."
    elif isinstance(target, types.ModuleType):
        module, prefix = target.__name__, ""
    else:
        return None
    known = module.split(".")[0] in sys.stdlib_module_names and not module.startswith("unittest")
    if not known or (module == "sys" and patch.attribute in ("stdout", "stderr", "stdin", "modules", "path")):
        return None
    if (module, patch.attribute) == ("builtins", "input"):
        return None
    return module, prefix + patch.attribute


def mirror_patches(link, mock):
    enter, leave = mock._patch.__enter__, mock._patch.__exit__

    def mirrored_enter(patch):
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


class Whereabouts:
    """The current folder and the environment."""

    def __init__(self):
        self.told = self.now()

    def now(self):
        return os.getcwd(), dict(os.environ)

    def gather(self):
        now = self.now()
        if now == self.told:
            return None
        self.told = now
        return now


def follow(whereabouts):
    folder, environment = whereabouts
    os.makedirs(folder, exist_ok=True)
    os.chdir(folder)
    for name in set(os.environ) - set(environment):
        del os.environ[name]
    os.environ.update(environment)
