"""Fixtures of pytest: what a test asks for by the names of its parameters.

Terms: a *fixture* is a function that makes a value; its *scope* says how long the value is kept (one function, a class,
everything); *finishers* undo what making it did, last first.
"""

import contextlib
import inspect
import sys
import types


class Fixture:
    def __init__(self, function, scope, params, autouse, name, ids):
        self.function, self.scope, self.autouse = function, scope, autouse
        self.name = name or function.__name__
        self.params, self.ids = params, ids

    def __get__(self, instance, owner=None):
        return self


def fixture(function=None, *, scope="function", params=None, autouse=False, name=None, ids=None):
    def make(inner):
        return Fixture(inner, scope, None if params is None else list(params), autouse, name, ids)

    return make(function) if function else make


class Known:
    """The fixtures that a test may ask for, by name: its class's, its module's, those of conftest files, our own."""

    def __init__(self, *namespaces):
        self.by_name = {}
        for namespace in namespaces:
            for item in list(namespace.values()):
                if isinstance(item, Fixture):
                    self.by_name[item.name] = item

    def wanted(self, function, more=()):
        """Names of the fixtures of a test, those that others need included."""
        names = [name for name, item in self.by_name.items() if item.autouse]
        waiting = [*more, *parameters_of(function)]
        while waiting:
            name = waiting.pop(0)
            if name not in names:
                names.append(name)
            if name in self.by_name:
                inner = parameters_of(self.by_name[name].function)
                waiting += [other for other in inner if other not in names and other not in waiting]
        return names


def parameters_of(function):
    parameters = inspect.signature(function).parameters.values()
    return [one.name for one in parameters if one.name not in ("self", "cls", "request") and one.default is one.empty]


class Kept:
    """Values of a scope that is wider than one test."""

    def __init__(self):
        self.values = {}
        self.finishers = contextlib.ExitStack()


kept = {}
entered = {"module": None, "class": None}


def finish_scopes(*scopes):
    for key in [key for key in kept if key[0] in scopes]:
        kept.pop(key).finishers.close()


def call_setup(owner, name, *arguments):
    found = getattr(owner, name, None)
    if found is not None and not isinstance(found, Fixture):
        found(*arguments[: len(inspect.signature(found).parameters)])


def enter_scopes(module, cls):
    """Sets up a module or class when its first test comes, and takes down the one before."""
    for scope, owner in (("class", cls), ("module", module)):
        if entered[scope] not in (None, owner):
            leave_scope(scope)
    for scope, owner in (("module", module), ("class", cls)):
        if owner is not None and entered[scope] is None:
            entered[scope] = owner
            call_setup(owner, f"setup_{scope}", owner)


def leave_scope(scope):
    owner, entered[scope] = entered[scope], None
    finish_scopes(scope)
    if owner is not None:
        call_setup(owner, f"teardown_{scope}", owner)


def leave_all():
    leave_scope("class")
    leave_scope("module")
    finish_scopes("package", "session")


class Request:
    """What a fixture can ask about the test that wants it."""

    def __init__(self, making, scope, param=None):
        self.making, self.scope = making, scope
        self.module, self.cls, self.function = making.module, making.cls, making.function
        self.instance = making.instance
        self.node = types.SimpleNamespace(name=making.name)
        self.fixturename = None
        if param is not None:
            self.param = param[0]

    def getfixturevalue(self, name):
        return self.making.value(name)

    def addfinalizer(self, finisher):
        self.making.scope_of(self.scope).finishers.callback(finisher)


class Making:
    """Makes the arguments of one test."""

    def __init__(self, known, module, cls, instance, function, name, given, params):
        self.known, self.module, self.cls, self.instance = known, module, cls, instance
        self.function, self.name, self.params = function, name, params
        self.own = Kept()
        self.own.values.update(given)

    def scope_of(self, scope):
        if scope == "function":
            return self.own
        return kept.setdefault((scope, self.cls if scope == "class" else None), Kept())

    def value(self, name):
        if name in self.own.values:
            return self.own.values[name]
        found = self.known.by_name.get(name)
        if found is None:
            raise LookupError(f"no fixture {name}")
        place = self.scope_of(found.scope)
        param = self.params.get(name)
        key = (name, repr(param)) if param else name
        if key not in place.values:
            place.values[key] = self.call(found, place, param)
        return place.values[key]

    def call(self, found, place, param):
        function = found.function
        names = inspect.signature(function).parameters
        arguments = {name: self.value(name) for name in parameters_of(function)}
        if "request" in names:
            arguments["request"] = Request(self, found.scope, param)
        owner = [self.instance] if "self" in names else [self.cls] if "cls" in names else []
        result = function(*owner, **arguments)
        if not inspect.isgenerator(result):
            return result
        value = next(result)
        place.finishers.callback(next, result, None)
        return value

    def arguments(self, names):
        made = {name: self.value(name) for name in names}
        wanted = {name: made[name] for name in parameters_of(self.function) if name in made}
        if "request" in inspect.signature(self.function).parameters:
            wanted["request"] = Request(self, "function")
        return wanted

    def finish(self):
        self.own.finishers.close()


def around(module, instance, function):
    """The setup functions of module and class around one test, as pytest calls them."""
    stack = contextlib.ExitStack()
    owner, kind = (module, "function") if instance is None else (instance, "method")
    call_setup(owner, f"setup_{kind}", function)
    stack.callback(call_setup, owner, f"teardown_{kind}", function)
    return stack


def conftest_namespaces():
    return [vars(module) for name, module in sys.modules.items() if name.split(".")[-1] == "conftest"]
