"""What each interpreter owns and what it holds of the other's: numbers to objects and back."""

import enum
import sys
import types

from answers import Answers
from describing import (
    CALLABLE,
    CHANGING,
    CLASS_FACTS,
    FACTS,
    PLAIN_COPY,
    is_base,
    is_told,
    plain_hint,
    protocol_names,
    special_names,
)
from likenesses import (
    make_async_generator,
    make_code,
    make_coroutine,
    make_fields,
    make_generator,
    make_params,
)
from standins import (
    ABSTRACT,
    METHODS,
    SPECIAL,
    VALUE_BASES,
    EnumMeta,
    Function,
    Instance,
    Member,
    Method,
    Module,
    StandinMeta,
    hints_of,
    own_attribute,
    slot_of,
    special_method,
)

# What a class made in the tests may define beside functions.
PLAIN = (str, int, float, type(None), list, tuple, dict, set, frozenset, property)


class Registry(Answers):
    def __init__(self, name_of_type):
        self.name_of_type = name_of_type
        self.link = None
        self.values = None
        self.owned = {}
        self.numbers = {}
        self.held = {}
        self.errors = {}
        self.replaced = {}
        self.guard = lambda target, name, writing: None
        self.check = lambda number, name, args, result: result
        self.caller = lambda: None

    # What we own

    def number_of(self, value):
        number = self.numbers.get(id(value))
        if number is None:
            number = len(self.owned) + 1
            self.owned[number] = value
            self.numbers[id(value)] = number
        return number

    def known(self, value):
        """The reference to an object of the other side, if it is one."""
        if isinstance(value, BaseException):
            entry = self.errors.get(id(value))
            return ["mine", entry[0]] if entry else None
        kind = type(value)
        if kind is Function:
            return ["mine", slot_of(value)[1]]
        if kind is Member or kind is Method:
            return ["member", *value._place[1:3]]
        if kind is Module:
            return ["mine", types.ModuleType.__getattribute__(value, "__dict__")["_number"]]
        if issubclass(kind, Instance):
            return ["mine", slot_of(value)[1]]
        if isinstance(kind, type) and issubclass(kind, StandinMeta):
            number = vars(value).get("_number")
            return ["mine", number if number is not None else self.twin(value)]
        if isinstance(value, type) and "_twin_of" in vars(value):
            return ["mine", vars(value)["_twin_of"]]
        return None

    def member(self, number, name):
        """What a class of ours defines, or defined before it was patched."""
        target = self.owned[number]
        self.guard(target, name, False)
        return self.replaced.get((number, name)) or own_attribute(target, name)

    def reference(self, value):
        known = self.known(value)
        if known:
            return known
        new = id(value) not in self.numbers
        number = self.number_of(value)
        return ["theirs", number, self.describe(value) if new else None]

    def describe(self, value):
        if isinstance(value, type):
            return {
                "kind": "class",
                "name": value.__name__,
                "qualname": value.__qualname__,
                "module": value.__module__,
                "doc": value.__doc__ if isinstance(value.__doc__, str) else None,
                "bases": [self.describe_base(base) for base in value.__bases__],
                "special": special_names(value),
                "methods": {
                    name: type(item).__name__
                    for name, item in vars(value).items()
                    if (not name.startswith("__") or name == "__init__") and type(item) in METHODS.values()
                },
                "hashable": value.__hash__ is not None,
                "abstract": sorted(getattr(value, "__abstractmethods__", ())),
                "facts": self.describe_facts(value),
                "fields": self.describe_fields(value),
                "told": is_told(value),
                "protocol": protocol_names(value),
            }
        if isinstance(value, types.ModuleType):
            return {
                "kind": "module",
                "name": value.__name__,
                "doc": value.__doc__,
                "file": str(getattr(value, "__file__", None) or ""),
            }
        if isinstance(value, types.GeneratorType):
            return {"kind": "generator"}
        if isinstance(value, types.CoroutineType):
            return {"kind": "coroutine"}
        if isinstance(value, types.AsyncGeneratorType):
            return {"kind": "async_generator"}
        if type(value) is property:
            return {"kind": "property", "parts": [self.values.encode(part) for part in (value.fget, value.fset, value.fdel)]}
        if isinstance(value, CALLABLE):
            facts = {name: getattr(value, name, None) for name in FACTS}
            code = getattr(value, "__code__", None)
            return {
                "kind": "function",
                "code": [getattr(code, f"co_{name}", 0) for name in ("flags", "argcount", "firstlineno", "filename")],
                "facts": {name: fact for name, fact in facts.items() if fact is None or isinstance(fact, str)},
            }
        base = next((base for base in type(value).__mro__ if base in VALUE_BASES), None)
        content = None if base is None or base in CHANGING else self.values.encode(PLAIN_COPY[base](value), True)
        return {"kind": "instance", "class": self.reference(type(value)), "content": content}

    def describe_facts(self, cls):
        facts = {name: vars(cls)[name] for name in CLASS_FACTS if type(vars(cls).get(name)) in (str, tuple, list, dict)}
        if "__annotations__" in facts:
            facts["__annotations__"] = {name: plain_hint(hint) for name, hint in facts["__annotations__"].items()}
        return {name: self.values.encode(fact, True) for name, fact in facts.items()}

    def describe_fields(self, cls):
        fields = getattr(cls, "__dataclass_fields__", None)
        if fields is None:
            return None
        missing = sys.modules["dataclasses"].MISSING
        encode = self.values.encode
        params = getattr(cls, "__dataclass_params__", None)
        flags = {name: getattr(params, name, None) is True for name in getattr(type(params), "__slots__", ())}
        return flags, [
            [field.name, encode(plain_hint(field.type)), field.init, field.kw_only is True]
            + [[] if part is missing else [encode(part, True)] for part in (field.default, field.default_factory)]
            for field in fields.values()
        ]

    def describe_base(self, base):
        name = f"{base.__module__}.{base.__qualname__}"
        if name in ABSTRACT:
            return ["abstract", name]
        plain = is_base(base) or issubclass(base, BaseException)
        return ["class", self.values.encode(base) if plain else self.reference(base)]

    # What we hold

    def standin(self, number, description):
        if description is None:
            return self.held[number]
        made = getattr(self, "make_" + description["kind"])(number, description)
        return self.held.setdefault(number, made)

    def make_class(self, number, description):
        bases = [self.make_base(kind, base) for kind, base in description["bases"]]
        special = set(description["special"]) & SPECIAL
        names = {name: special_method(name) for name in special}
        for name, kind in description["methods"].items():
            made = Member if METHODS[kind] is property else Method
            names.setdefault(name, made(self, number, name, METHODS[kind]))
        if not description["hashable"]:
            names["__hash__"] = None
        elif "__hash__" not in special:
            valued = any(issubclass(base, VALUE_BASES) for base in bases)
            if not valued:
                names["__hash__"] = object.__hash__
        names.update(
            _number=number,
            _standins=self,
            _told=description["told"] is True,
            _protocol=description["protocol"] and tuple(map(str, description["protocol"])),
            __module__=str(description["module"]),
            __qualname__=str(description["qualname"]),
            __doc__=description["doc"],
        )
        bases = [base for base in bases if base is not object]
        if not any(issubclass(base, Instance) for base in bases):
            bases.insert(0, Instance)
        # Before those of values, whose attributes are found here.
        bases.sort(key=lambda base: not issubclass(base, Instance))
        meta = EnumMeta if any(issubclass(base, enum.Enum) for base in bases) else StandinMeta
        try:
            cls = meta(str(description["name"]), tuple(bases), names)
        except TypeError:  # bases that do not go together here
            errors = any(issubclass(base, BaseException) for base in bases)
            cls = StandinMeta(str(description["name"]), (Instance, Exception) if errors else (Instance,), names)
        self.held[number] = cls
        type.__setattr__(cls, "__abstractmethods__", frozenset(map(str, description["abstract"])))
        for name in CLASS_FACTS:
            if name in description["facts"]:
                fact = self.values.decode(description["facts"][name])
                type.__setattr__(cls, name, hints_of(fact) if name == "__annotations__" else fact)
        if description["fields"] is not None:
            flags, fields = description["fields"]
            type.__setattr__(cls, "__dataclass_fields__", make_fields(fields, self.values.decode))
            type.__setattr__(cls, "__dataclass_params__", make_params(flags))
        return cls

    def make_base(self, kind, base):
        return ABSTRACT[base] if kind == "abstract" else self.values.decode(base)

    def make_instance(self, number, description):
        cls = self.values.decode(description["class"])
        if not isinstance(cls, StandinMeta):
            raise TypeError("an instance of no class")
        content = self.values.decode(description["content"])
        base = next((base for base in cls.__mro__ if base in VALUE_BASES), object)
        value = base.__new__(cls) if base is object or base in CHANGING else base.__new__(cls, content)
        object.__setattr__(value, "_slot", (self, number))
        return value

    def make_error(self, cls, number, arguments):
        if number in self.held:
            return self.held[number]
        try:
            error = cls.__new__(cls, *arguments)
        except TypeError:
            error = BaseException.__new__(cls)
        if isinstance(cls, StandinMeta):
            object.__setattr__(error, "_slot", (self, number))
        else:
            try:
                error.__init__(*arguments)
            except TypeError:
                pass
        BaseException.args.__set__(error, arguments)
        self.held[number] = error
        self.errors[id(error)] = (number, error)
        return error

    def make_function(self, number, description):
        flags, count, line, file = description["code"]
        code = make_code(int(flags), int(count), int(line), str(file))
        return Function((self, number), {**description["facts"], "__code__": code})

    def make_property(self, _number, description):
        return property(*map(self.values.decode, description["parts"]))

    def make_module(self, number, description):
        module = Module(str(description["name"]), description["doc"])
        facts = types.ModuleType.__getattribute__(module, "__dict__")
        facts.update(_standins=self, _number=number)
        if description["file"]:
            facts["__file__"] = str(description["file"])
        return module

    def make_generator(self, number, _description):
        return make_generator(self, number)

    def make_coroutine(self, number, _description):
        return make_coroutine(self, number)

    def make_async_generator(self, number, _description):
        return make_async_generator(self, number)

    def twin(self, cls, options=None):
        """The class on the other side that stands for one made here on top of a class of theirs."""
        if "_twin" not in vars(cls):
            encode = self.values.encode
            names = {
                name: encode(item)
                for name, item in vars(cls).items()
                if isinstance(item, (types.FunctionType, Instance)) or (isinstance(item, PLAIN) and not name.startswith("__"))
            }
            names |= {name: getattr(cls, name) for name in ("__module__", "__qualname__", "__doc__")}
            bases = [encode(base) for base in cls.__bases__ if base is not Instance]
            options = {name: encode(value) for name, value in (options or {}).items()}
            # What runs over there while it is made may speak of it already.
            own = self.number_of(cls)
            type.__setattr__(cls, "_twin", self.link.request("subclass", cls.__name__, bases, names, options, own))
        return vars(cls)["_twin"]

    # Asking

    def ask(self, operation, *arguments):
        return self.link.request(operation, *arguments)

    def get(self, number, name):
        return self.link.request("get", number, name)

    def set(self, number, name, value):
        self.link.request("set", number, name, self.values.encode(value))

    def delete(self, number, name):
        self.link.request("delete", number, name)

    def call(self, number, args, kwargs):
        encode = self.values.encode
        named = {name: encode(value) for name, value in kwargs.items()}
        return self.link.request("call", number, [encode(value) for value in args], named, self.caller())

    def special(self, number, name, *args):
        return self.check(number, name, args, self.ask_special(number, name, args))

    def ask_special(self, number, name, args):
        copied = name in ("__eq__", "__ne__", "__contains__")
        return self.link.request("special", number, name, [self.values.encode(value, copied) for value in args])

    # Answering

    def answer(self, operation, arguments):
        return getattr(self, "answer_" + operation)(*arguments)
