"""`multiprocessing`, which this build of Python leaves out. There is one process: work is done when it is handed over,
in the order in which it comes, and what is shared is shared anyway."""

import itertools
import queue
import sys
import threading
from threading import Barrier, BoundedSemaphore, Condition, Event, Lock, RLock, Semaphore


class ProcessError(Exception):
    pass


class TimeoutError(ProcessError):
    pass


def cpu_count():
    return 1


def freeze_support():
    pass


def set_start_method(method, force=False):
    pass


def get_start_method(allow_none=False):
    return "fork"


def get_context(method=None):
    return sys.modules[__name__]


class Process(threading.Thread):
    exitcode = None
    pid = 1

    def __init__(self, group=None, target=None, name=None, args=(), kwargs={}, *, daemon=None):
        super().__init__(group, target, name or f"Process-{next(numbers)}", args, kwargs, daemon=daemon)

    def run(self):
        self.exitcode = 1
        super().run()
        self.exitcode = 0

    def terminate(self):
        pass

    kill = close = terminate


numbers = itertools.count(1)
main = Process(name="MainProcess")


def current_process():
    running = threading.current_thread()
    return running if isinstance(running, Process) else main


def active_children():
    return []


class Queue(queue.Queue):
    def close(self):
        pass

    join_thread = cancel_join_thread = close


JoinableQueue = SimpleQueue = Queue


class Connection:
    """One end of a pipe."""

    def __init__(self, incoming, outgoing):
        self.incoming, self.outgoing = incoming, outgoing

    def send(self, thing):
        self.outgoing.put(thing)

    def recv(self):
        try:
            return self.incoming.get_nowait()
        except queue.Empty:
            raise EOFError from None

    def poll(self, timeout=0.0):
        return not self.incoming.empty()

    def close(self):
        pass


def Pipe(duplex=True):
    here, there = queue.Queue(), queue.Queue()
    return Connection(here, there), Connection(there, here)


class Shared:
    """A value, or an array of them, with its lock."""

    def __init__(self, code, value=0, *, lock=True):
        self.value = value
        self.lock = RLock()

    def get_lock(self):
        return self.lock

    def get_obj(self):
        return self.value


Value = RawValue = Shared


def Array(code, size_or_initializer, *, lock=True):
    return [0] * size_or_initializer if isinstance(size_or_initializer, int) else list(size_or_initializer)


RawArray = Array


class Manager:
    """Makes ordinary things: who shares them shares the process."""

    Queue = JoinableQueue = Queue
    Lock, RLock, Event, Condition, Semaphore, Barrier = Lock, RLock, Event, Condition, Semaphore, Barrier
    dict, list, Value, Array = dict, list, Shared, staticmethod(Array)

    class Namespace:
        def __init__(self, **values):
            self.__dict__.update(values)

    def start(self):
        pass

    shutdown = start

    def __enter__(self):
        return self

    def __exit__(self, *error):
        pass


class AsyncResult:
    def __init__(self, work, callback=None, error_callback=None):
        self.value = self.error = None
        try:
            self.value = work()
        except Exception as error:
            self.error = error
        told = error_callback if self.error else callback
        if told:
            told(self.error or self.value)

    def get(self, timeout=None):
        if self.error:
            raise self.error
        return self.value

    def wait(self, timeout=None):
        pass

    def ready(self):
        return True

    def successful(self):
        return self.error is None


class Pool:
    def __init__(self, processes=None, initializer=None, initargs=(), maxtasksperchild=None, context=None):
        if processes is not None and processes < 1:
            raise ValueError("Number of processes must be at least 1")
        self.closed = False
        if initializer:
            initializer(*initargs)

    def apply(self, function, args=(), kwds={}):
        if self.closed:
            raise ValueError("Pool not running")
        return function(*args, **kwds)

    def map(self, function, iterable, chunksize=None):
        return [self.apply(function, (item,)) for item in iterable]

    def starmap(self, function, iterable, chunksize=None):
        return [self.apply(function, items) for items in iterable]

    def imap(self, function, iterable, chunksize=1):
        return iter(self.map(function, iterable))

    imap_unordered = imap

    def apply_async(self, function, args=(), kwds={}, callback=None, error_callback=None):
        return AsyncResult(lambda: self.apply(function, args, kwds), callback, error_callback)

    def map_async(self, function, iterable, chunksize=None, callback=None, error_callback=None):
        return AsyncResult(lambda: self.map(function, iterable), callback, error_callback)

    def starmap_async(self, function, iterable, chunksize=None, callback=None, error_callback=None):
        return AsyncResult(lambda: self.starmap(function, iterable), callback, error_callback)

    def close(self):
        self.closed = True

    terminate = close

    def join(self):
        if not self.closed:
            raise ValueError("Pool is still running")

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.terminate()


ThreadPool = Pool
# Its parts are looked for as modules.
for part in ("pool", "dummy", "process", "queues", "managers", "synchronize", "connection"):
    sys.modules[f"{__name__}.{part}"] = sys.modules[__name__]
pool = sys.modules[__name__]
