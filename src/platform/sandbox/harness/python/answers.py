"""What the other interpreter may ask of an object that lives in this one, by the number under which it knows it."""

import copy
import inspect

from describing import plain_hint
from likenesses import run_coroutine, step
from mirrors import called_from
from standins import SPECIAL, own_attribute


def bound_to(target, attribute):
    """As the interpreter binds what a class defines: a mock that a class holds is no method."""
    bind = getattr(type(attribute), "__get__", None)
    return bind(attribute, target, type(target)) if bind else attribute


class Answers:
    """Of a registry: `guard` says no to what the other side may not use."""

    def answer_get(self, number, name):
        target = self.owned[number]
        self.guard(target, name, False)
        return getattr(target, name)

    def answer_own(self, number, name):
        target = self.owned[number]
        if name not in getattr(target, "__dict__", ()):
            return []
        self.guard(target, name, False)
        return [vars(target)[name]]

    def answer_set(self, number, name, value):
        target = self.owned[number]
        self.guard(target, name, True)
        if isinstance(target, type) and name in vars(target):
            self.replaced.setdefault((number, name), vars(target)[name])
        setattr(target, name, self.values.decode(value))

    def answer_delete(self, number, name):
        target = self.owned[number]
        self.guard(target, name, True)
        delattr(target, name)

    def answer_call(self, number, args, kwargs, caller):
        target = self.owned[number]
        self.guard(target, "__call__", False)
        decode = self.values.decode
        args, kwargs = [decode(value) for value in args], {name: decode(value) for name, value in kwargs.items()}
        return called_from(caller, lambda: target(*args, **kwargs))

    def answer_special(self, number, name, args):
        target = self.owned[number]
        if name not in SPECIAL:
            raise AttributeError(name)
        self.guard(target, name, False)
        if name == "__iter__":
            return iter(target)
        if name == "__getitem__":  # of a class it is another method
            return target[self.values.decode(args[0])]
        return bound_to(target, own_attribute(type(target), name))(*map(self.values.decode, args))

    def answer_bound(self, number, name, instance):
        cls = self.owned[number]
        self.guard(cls, name, False)
        target = self.values.decode(instance)
        return bound_to(target, own_attribute(cls, name))

    def answer_copy(self, number, deep):
        target = self.owned[number]
        self.guard(target, "copy", False)
        return copy.deepcopy(target) if deep else copy.copy(target)

    def answer_annotations(self, number):
        found = getattr(self.owned[number], "__annotations__", {})
        return {name: plain_hint(hint) for name, hint in found.items()}

    def answer_signature(self, number):
        signature = inspect.signature(self.owned[number])
        given = lambda value: [] if value is signature.empty else [value]
        hint = lambda value: [plain_hint(one) for one in given(value)]
        parameters = [
            [part.name, int(part.kind), given(part.default), hint(part.annotation)]
            for part in signature.parameters.values()
        ]
        return [parameters, hint(signature.return_annotation)]

    def answer_resume(self, number, how, *args):
        target = self.owned[number]
        self.guard(target, how, False)
        if how == "run":
            return run_coroutine(target)
        if how == "step":
            return run_coroutine(step(target))
        return getattr(target, how)(*map(self.values.decode, args))
