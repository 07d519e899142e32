"""Stand-ins: what one interpreter holds for an object that lives in the other.

Classes become real classes, so that `isinstance`, `except` and `super()` do what they say; their instances pass every
operation on. Functions, generators and modules look like what they stand for.
"""

import abc
import collections.abc
import enum
import inspect
import types

COMPARISONS = {"__eq__", "__ne__", "__lt__", "__le__", "__gt__", "__ge__", "__contains__"}
BINARY = "add sub mul matmul truediv floordiv mod divmod pow lshift rshift and xor or".split()
SPECIAL = (
    COMPARISONS
    | {f"__{name}__" for name in BINARY}
    | {f"__r{name}__" for name in BINARY}
    | {f"__i{name}__" for name in BINARY}
    | {
        f"__{name}__"
        for name in (
            "neg pos abs invert int float complex index round trunc floor ceil bool len length_hint iter next reversed "
            "getitem setitem delitem missing call enter exit hash str repr format bytes copy deepcopy get set delete "
            "instancecheck subclasscheck fspath dir aiter anext aenter aexit set_name"
        ).split()
    }
)
# What every object has; it crosses only where a class says otherwise. These three always do.
ALWAYS = {"__str__", "__repr__", "__format__"}
VALUE_BASES = (int, float, str, bytes, tuple, frozenset, list, dict, set)
ERROR_ATTRIBUTES = {"args", "with_traceback", "add_note", "value", "code", "errno", "strerror", "filename"}
ABSTRACT = {f"collections.abc.{name}": getattr(collections.abc, name) for name in collections.abc.__all__}
ABSTRACT["abc.ABC"] = abc.ABC
ABSTRACT |= {f"enum.{cls.__name__}": cls for cls in (enum.Enum, enum.IntEnum, enum.StrEnum, enum.Flag, enum.IntFlag)}


# As the interpreter sees them; whoever asks a class for them does not meet `Instance`.
lineage = type.__dict__["__mro__"].__get__
bases_of = type.__dict__["__bases__"].__get__


def own_attribute(cls, name):
    for base in lineage(cls):
        if name in vars(base):
            return vars(base)[name]
    return None


class StandinMeta(abc.ABCMeta):
    """The class of classes that stand for one of the other side."""

    def __new__(meta, name, bases, names, /, **options):
        told = "_number" not in names and any(getattr(base, "_told", False) for base in bases)
        cls = super().__new__(meta, name, bases, names, **({} if told else options))
        if told:
            cls._standins.twin(cls, options)
        return cls

    def __init__(cls, name, bases, names, /, **options):
        super().__init__(name, bases, names)

    def __call__(cls, /, *args, **kwargs):
        if "_number" in vars(cls):
            return cls._standins.call(cls._number, args, kwargs)
        # A class made here on top of a stand-in: the other side has its twin.
        return cls._standins.call(cls._standins.twin(cls), args, kwargs)

    def __getattribute__(cls, name):
        if name == "__mro__":
            return tuple(base for base in lineage(cls) if base is not Instance)
        if name == "__bases__":
            return tuple(base for base in bases_of(cls) if base is not Instance) or (object,)
        if name == "__base__":
            return cls.__bases__[0]
        local = name in LOCAL_NAMES or (name in META_NAMES and own_attribute(cls, name) is None)
        if local or name.startswith("__") and name.endswith("__"):
            return type.__getattribute__(cls, name)
        for base in lineage(cls):
            names = vars(base)
            if "_number" in names:
                return names["_standins"].get(names["_number"], name)
            if name in names:
                break
            if "_twin" in names:
                return cls._standins.get(names["_twin"], name)
        return type.__getattribute__(cls, name)

    def __instancecheck__(cls, value):
        protocol = vars(cls).get("_protocol")
        if protocol is None:
            return super().__instancecheck__(value)
        return all(hasattr(value, name) for name in protocol)

    def __setattr__(cls, name, value):
        if name in CLASS_NAMES and "_number" in vars(cls):
            type.__setattr__(cls, name, value)
            # Put back as it was: there it is the method itself, not the way to it.
            ours = type(value) is types.FunctionType and value in special_methods
            there = Method(cls._standins, cls._number, name, types.FunctionType) if ours else value
            return cls._standins.set(cls._number, name, there)
        if name in LOCAL_NAMES or name.startswith("__") or name.startswith("_abc"):
            return type.__setattr__(cls, name, value)
        if "_number" in vars(cls):
            return cls._standins.set(cls._number, name, value)
        type.__setattr__(cls, name, value)
        if "_twin" in vars(cls):
            cls._standins.set(cls._twin, name, value)

    def __iter__(cls):
        return iter(cls._standins.special(cls._number, "__iter__"))

    def __len__(cls):
        return cls._standins.special(cls._number, "__len__")

    def __getitem__(cls, key):
        return cls._standins.special(cls._number, "__getitem__", key)

    def __contains__(cls, item):
        return cls._standins.special(cls._number, "__contains__", item)


class EnumMeta(StandinMeta, enum.EnumType):
    """For a class that is an enumeration here as well: its members are those of the other side, so none are made."""

    __new__ = type.__new__
    __instancecheck__ = type.__instancecheck__
    __subclasscheck__ = type.__subclasscheck__


LOCAL_NAMES = {"_number", "_standins", "_told", "_protocol", "_abc_impl", "_twin"}
# What decorators of classes put into them, beside names without underscores. Comparisons are not among it: whoever could
# change those of a class of the tests would pass every test.
CLASS_NAMES = {f"__{name}__" for name in "init repr str format call iter next len getitem enter exit".split()}
# Of every class here, unless one of them has something else under the name.
META_NAMES = {"mro", "register"}


def slot_of(target):
    return object.__getattribute__(target, "_slot")


def made_here(cls, name):
    """What a class made here, on top of a stand-in, defines under the name."""
    for base in lineage(cls):
        if "_number" in vars(base):
            return None
        if name in vars(base):
            return vars(base)[name]
    return None


def goes_first(item):
    """Of a class, before what an instance has under that name; a method is next to never hidden, and asking costs a turn."""
    return isinstance(item, (types.FunctionType, classmethod, staticmethod)) or hasattr(type(item), "__set__")


class Instance:
    """The ways of an instance that lives elsewhere; mixed into every stand-in class."""

    __slots__ = ()

    def __getattribute__(self, name):
        if name in ("__class__", "_slot", "__reduce_ex__", "__reduce__"):
            return object.__getattribute__(self, name)
        if isinstance(self, BaseException) and (name in ERROR_ATTRIBUTES or name.startswith("__")):
            return object.__getattribute__(self, name)
        standins, number = slot_of(self)
        for base in lineage(object.__getattribute__(self, "__class__")):
            if "_number" in vars(base):
                break
            if name in vars(base):
                own = [] if goes_first(vars(base)[name]) else standins.ask("own", number, name)
                return own[0] if own else object.__getattribute__(self, name)
        if name.startswith("__") and name.endswith("__") and name != "__dict__":
            found = own_attribute(type(self), name)
            if found is not None:
                return object.__getattribute__(self, name)
        return standins.get(number, name)

    def __setattr__(self, name, value):
        if name.startswith("__") and name.endswith("__") or isinstance(made_here(type(self), name), property):
            return object.__setattr__(self, name, value)
        standins, number = slot_of(self)
        return standins.set(number, name, value)

    def __delattr__(self, name):
        standins, number = slot_of(self)
        return standins.delete(number, name)

    def __copy__(self):
        standins, number = slot_of(self)
        return standins.ask("copy", number, False)

    def __deepcopy__(self, memo):
        standins, number = slot_of(self)
        return standins.ask("copy", number, True)


class Hint:
    """An annotation that is no class, as it is written. As text it would be evaluated by whoever asks for hints."""

    def __init__(self, text):
        self.text = text

    def __repr__(self):
        return self.text

    def __eq__(self, other):
        return self.text == (other if isinstance(other, str) else inspect.formatannotation(other))

    def __hash__(self):
        return hash(self.text)


def hint_of(found):
    return Hint(found) if isinstance(found, str) else found


def hints_of(found):
    return {name: hint_of(hint) for name, hint in found.items()}


def signature_of(described):
    empty = inspect.Parameter.empty
    parameters, result = described
    given = lambda found: found[0] if found else empty
    hint = lambda found: hint_of(given(found))
    return inspect.Signature(
        [
            inspect.Parameter(name, inspect._ParameterKind(kind), default=given(default), annotation=hint(annotation))
            for name, kind, default, annotation in parameters
        ],
        return_annotation=hint(result),
    )


class Function:
    """Stands for a function, method or other callable."""

    __slots__ = ("_slot", "_facts", "__weakref__")

    def __init__(self, slot, facts):
        object.__setattr__(self, "_slot", slot)
        object.__setattr__(self, "_facts", facts)

    def __call__(self, /, *args, **kwargs):
        standins, number = slot_of(self)
        return standins.call(number, args, kwargs)

    def __get__(self, instance, owner=None):
        return self if instance is None else types.MethodType(self, instance)

    def __getattribute__(self, name):
        if name == "__class__":
            return types.FunctionType
        facts = object.__getattribute__(self, "_facts")
        if name in facts:
            return facts[name]
        if name in ("_slot", "__call__", "__get__", "__eq__", "__hash__", "__ne__", "__repr__", "__reduce_ex__"):
            return object.__getattribute__(self, name)
        standins, number = slot_of(self)
        if name == "__signature__":
            return signature_of(standins.ask("signature", number))
        if name == "__annotations__":
            return hints_of(standins.ask("annotations", number))
        return standins.get(number, name)

    def __setattr__(self, name, value):
        standins, number = slot_of(self)
        standins.set(number, name, value)

    def __repr__(self):
        return f"<function {object.__getattribute__(self, '_facts').get('__qualname__')}>"


class Module(types.ModuleType):
    """Stands for a module of the other side."""

    def __getattribute__(self, name):
        facts = types.ModuleType.__getattribute__(self, "__dict__")
        if name == "__doc__":  # it was none when the module was described: it had not run
            return facts["_standins"].get(facts["_number"], name)
        if name in facts or name in ("__class__", "__reduce_ex__"):
            return types.ModuleType.__getattribute__(self, name)
        if name == "__dict__":
            return {**facts, **{part: getattr(self, part) for part in dir(self)}}
        if name == "__all__":
            return facts["_standins"].ask("names", facts["_number"])
        if name == "__annotations__":
            return hints_of(facts["_standins"].ask("annotations", facts["_number"]))
        if name in ("__path__", "__cached__"):
            raise AttributeError(name)
        return facts["_standins"].get(facts["_number"], name)

    def __setattr__(self, name, value):
        if name.startswith("__"):
            return types.ModuleType.__setattr__(self, name, value)
        facts = types.ModuleType.__getattribute__(self, "__dict__")
        facts["_standins"].set(facts["_number"], name, value)

    def __delattr__(self, name):
        facts = types.ModuleType.__getattribute__(self, "__dict__")
        facts["_standins"].delete(facts["_number"], name)

    def __dir__(self):
        facts = types.ModuleType.__getattribute__(self, "__dict__")
        return facts["_standins"].ask("names", facts["_number"])


special_methods = set()


def special_method(name):
    def method(self, *args):
        standins, number = slot_of(self)
        return standins.special(number, name, *args)

    def call(self, /, *args, **kwargs):
        standins, number = slot_of(self)
        return standins.call(number, args, kwargs)

    if name == "__call__":
        method = call

    method.__name__ = method.__qualname__ = name
    special_methods.add(method)
    return method


METHODS = {cls.__name__: cls for cls in (types.FunctionType, property, classmethod, staticmethod)}


class Member:
    """Stands for what a class defines under a name, and says to be of its kind. For `super().name(…)`, and for patches."""

    __slots__ = ("_place",)

    def __init__(self, standins, number, name, kind):
        object.__setattr__(self, "_place", (standins, number, name, kind))

    def __getattribute__(self, name):
        place = object.__getattribute__(self, "_place")
        if name == "_place":
            return place
        if name == "__class__":
            return place[3]
        return object.__getattribute__(self, name) if name == "__get__" else getattr(place[0].get(*place[1:3]), name)

    def __get__(self, instance, owner=None):
        standins, number, name, _ = self._place
        if instance is None:
            return standins.get(number, name)
        return standins.ask("bound", number, name, standins.values.encode(instance))


class Method(Member):
    """One that can be called, and says so."""

    __slots__ = ()

    def __call__(self, /, *args, **kwargs):
        standins, number, name, _ = self._place
        return standins.get(number, name)(*args, **kwargs)
