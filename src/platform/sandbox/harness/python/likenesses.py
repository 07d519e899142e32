"""What is made here in the likeness of something that lives in the other interpreter, where no class stands for it:
generators, coroutines, and what is to be known of a function or a dataclass."""

import inspect


def make_generator(standins, number):
    sent = None
    while True:
        try:
            value = standins.ask("resume", number, "send", standins.values.encode(sent))
        except StopIteration as stop:
            return stop.value
        try:
            sent = yield value
        except GeneratorExit:
            standins.ask("resume", number, "close")
            raise
        except BaseException as error:
            standins.ask("resume", number, "throw", standins.values.encode_error(error))


async def make_coroutine(standins, number):
    return standins.ask("resume", number, "run")


async def make_async_generator(standins, number):
    while True:
        more, value = standins.ask("resume", number, "step")
        if not more:
            return
        yield value


idle_loops = []


def run_coroutine(coroutine):
    """Also while the event loop of this side waits for the other one. A loop lasts, as a generator may hold on to it."""
    import asyncio

    waiting = asyncio._get_running_loop()
    asyncio._set_running_loop(None)
    loop = idle_loops.pop() if idle_loops else asyncio.new_event_loop()
    try:
        return loop.run_until_complete(coroutine)
    finally:
        idle_loops.append(loop)
        asyncio._set_running_loop(waiting)


async def step(generator):
    try:
        return True, await anext(generator)
    except StopAsyncIteration:
        return False, None


KINDS = inspect.CO_GENERATOR | inspect.CO_COROUTINE | inspect.CO_ASYNC_GENERATOR


def make_code(flags, count, line, file):
    """What `inspect` wants to know of a function: its kind, and where its text stands."""
    code = (lambda: None).__code__
    count = min(count, 255)
    names = tuple(f"_{index}" for index in range(count))
    return code.replace(
        co_flags=code.co_flags | flags & KINDS,
        co_argcount=count,
        co_nlocals=count,
        co_varnames=names,
        co_firstlineno=line,
        co_filename=file,
    )


def make_fields(described, decode):
    """The fields of a dataclass, so that `fields`, `asdict` and `replace` know it as one."""
    import dataclasses

    made = {}
    for name, kind, init, kw_only, default, factory in described:
        given = {"default": decode(default[0])} if default else {"default_factory": decode(factory[0])} if factory else {}
        field = dataclasses.field(init=bool(init), kw_only=bool(kw_only), **given)
        field.name, field.type, field._field_type = str(name), decode(kind), dataclasses._FIELD
        made[field.name] = field
    return made


def make_params(flags):
    """What its decorator was told, which that of a class below it asks for."""
    import dataclasses

    names = dataclasses._DataclassParams.__slots__
    return dataclasses._DataclassParams(*(flags.get(name) is True for name in names))
