import typing


def add_repr(cls):
    def __repr__(self):
        fields = ", ".join(f"{name}={value!r}" for name, value in vars(self).items())
        return f"{type(self).__name__}({fields})"

    cls.__repr__ = __repr__
    return cls


class Positive:
    def __set_name__(self, owner, name):
        self.name = name
        self.place = "_" + name

    def __get__(self, owner, kind=None):
        return self if owner is None else getattr(owner, self.place)

    def __set__(self, owner, value):
        if value <= 0:
            raise ValueError(f"{self.name} must be positive")
        setattr(owner, self.place, value)


class Upper:
    def __set_name__(self, owner, name):
        self.name = name

    def __get__(self, owner, kind=None):
        return owner.__dict__[self.name]

    def __set__(self, owner, value):
        owner.__dict__[self.name] = value.upper()


class Field:
    def __init__(self, default=None):
        self.default = default


class Fields(type):
    def __new__(meta, name, bases, names):
        fields = {key: value for key, value in names.items() if isinstance(value, Field)}
        for key in fields:
            del names[key]
        cls = super().__new__(meta, name, bases, names)
        cls.fields = fields
        return cls


class Model(metaclass=Fields):
    def __init__(self, **values):
        for name, field in self.fields.items():
            setattr(self, name, values.get(name, field.default))


@typing.runtime_checkable
class Closable(typing.Protocol):
    def close(self) -> None: ...


class Door:
    def __init__(self, name):
        self.name = name

    def close(self):
        return f"{self.name} closed"

    def __str__(self):
        return f"door {self.name}"
