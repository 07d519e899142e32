"""Threads in a build of Python that has one: they take turns.

Starting a thread runs it to its end, or to where it waits for what others must do first. There it is left, and begun
anew when those come to a stop, as a worker is that waits for its first piece of work. What it did before, it does again:
a thread that has done half of its work when it waits is not told from one that has done none.
"""

import sys
import time


class Left(BaseException):
    """Unwinds a thread that waits."""


class Turns:
    def __init__(self, threading):
        self.threading = threading
        self.left = []
        self.running = []
        # Nobody comes further otherwise: whoever waits for a time has waited for it.
        self.late = False
        self.letting = False

    def run(self, thread):
        me = self.threading.get_ident()
        before = self.threading._active.get(me)
        # `Thread.run` forgets them at its end, however it ends.
        work = {name: vars(thread)[name] for name in ("_target", "_args", "_kwargs") if name in vars(thread)}
        self.threading._active[me] = thread
        self.running.append(thread)
        try:
            thread.run()
        except Left:
            vars(thread).update(work)
            self.left.append(thread)
            return
        except SystemExit:
            pass
        except BaseException:
            self.threading.excepthook(self.threading.ExceptHookArgs([*sys.exc_info(), thread]))
        finally:
            self.running.pop()
            self.threading._active[me] = before
        thread._is_stopped = True

    def let_others(self, done):
        """Those that were left go on. One may wait for what the next one does: as many rounds as there are threads."""
        if self.letting:
            return
        self.letting = True
        try:
            for _ in range(len(self.left) + 1):
                for thread in self.left[:]:
                    if done():
                        return
                    self.left.remove(thread)
                    self.run(thread)
        finally:
            self.letting = False

    def wait(self, done, timeout=None):
        """Until `done`; False where that is later than `timeout` seconds."""
        if not done():
            self.let_others(done)
        if done():
            return True
        if self.running:
            if self.late and timeout is not None:
                return False
            raise Left
        if timeout is not None:
            time.sleep(timeout)
            return done()
        self.late = True
        try:
            self.let_others(done)
        finally:
            self.late = False
        if not done():
            raise RuntimeError("threads wait for each other: here they take turns, and none can go on")
        return True


def lock_of(turns):
    class Lock:
        def __init__(self):
            self.held = False

        def acquire(self, blocking=True, timeout=-1):
            if not blocking and timeout != -1:
                raise ValueError("can't specify a timeout for a non-blocking call")
            if self.held and not (blocking and turns.wait(self.is_free, None if timeout < 0 else timeout)):
                return False
            self.held = True
            return True

        def release(self):
            if not self.held:
                raise RuntimeError("release unlocked lock")
            self.held = False

        def is_free(self):
            return not self.held

        def locked(self):
            return self.held

        def _at_fork_reinit(self):
            self.held = False

        def __enter__(self):
            return self.acquire()

        def __exit__(self, *error):
            self.release()

    return Lock


def take_turns(threading):
    turns = Turns(threading)

    def start(thread):
        if thread._started.is_set():
            raise RuntimeError("threads can only be started once")
        thread._started.set()
        turns.run(thread)

    def join(thread, timeout=None):
        if not thread._started.is_set():
            raise RuntimeError("cannot join thread before it is started")
        if thread in turns.running:
            raise RuntimeError("cannot join current thread")
        turns.wait(lambda: thread._is_stopped, timeout)

    def sleep(seconds, clock=time.sleep):
        if not turns.running:
            turns.let_others(lambda: False)
        clock(seconds)

    threading.Thread.start = start
    threading.Thread.join = join
    threading.Thread.is_alive = lambda thread: thread in turns.left or thread in turns.running
    threading.Lock = threading._allocate_lock = lock_of(turns)
    time.sleep = sleep


def wait_in_python(queue):
    """What waits in C cannot be left."""
    queue.SimpleQueue = queue._PySimpleQueue
