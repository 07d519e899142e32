import queue
import threading
import time


def total(numbers, workers=3):
    todo, done = queue.Queue(), queue.SimpleQueue()

    def work():
        while True:
            number = todo.get()
            if number is None:
                break
            done.put(number * 2)
            todo.task_done()

    threads = [threading.Thread(target=work, daemon=True) for _ in range(workers)]
    for thread in threads:
        thread.start()
    for number in numbers:
        todo.put(number)
    todo.join()
    for _ in threads:
        todo.put(None)
    for thread in threads:
        thread.join()
    return sum(done.get() for _ in numbers)


def pipeline(words):
    raw, upper, found = queue.Queue(), queue.Queue(), []

    def second():
        while (word := upper.get()) is not None:
            found.append(f"{word}!")

    def first():
        while (word := raw.get()) is not None:
            upper.put(word.upper())
        upper.put(None)

    threads = [threading.Thread(target=second), threading.Thread(target=first)]
    for thread in threads:
        thread.start()
    for word in [*words, None]:
        raw.put(word)
    for thread in threads:
        thread.join()
    return found


class Buffer:
    """Holds at most `size` things; who puts more waits, and so does who takes of none."""

    def __init__(self, size):
        self.size = size
        self.things = []
        self.changed = threading.Condition()

    def put(self, thing):
        with self.changed:
            self.changed.wait_for(lambda: len(self.things) < self.size)
            self.things.append(thing)
            self.changed.notify_all()

    def take(self):
        with self.changed:
            while not self.things:
                self.changed.wait()
            thing = self.things.pop(0)
            self.changed.notify_all()
            return thing


def shuttle(numbers):
    buffer, taken = Buffer(2), []

    def consume():
        while len(taken) < len(numbers):
            taken.append(buffer.take())

    consumer = threading.Thread(target=consume)
    consumer.start()
    assert consumer.is_alive()
    for number in numbers:
        buffer.put(number)
    consumer.join()
    assert not consumer.is_alive()
    return taken


class Ticker(threading.Thread):
    def __init__(self):
        super().__init__()
        self.stopped = threading.Event()
        self.last_words = None

    def run(self):
        while not self.stopped.wait(timeout=0.01):
            pass
        self.last_words = "stopped"

    def stop(self):
        self.stopped.set()
        self.join()


def drain(things):
    """Ends when nothing came for a while."""
    waiting, got = queue.Queue(), []

    def work():
        try:
            while True:
                got.append(waiting.get(timeout=0.01))
        except queue.Empty:
            got.append("end")

    thread = threading.Thread(target=work)
    thread.start()
    for thing in things:
        waiting.put(thing)
    thread.join()
    return got


def knock_both():
    """Each holds what the other wants."""
    one, other = threading.Lock(), threading.Lock()
    one.acquire()
    thread = threading.Thread(target=lambda: other.acquire() and one.acquire())
    thread.start()
    return other.acquire(timeout=0.01)


def later(callback, seconds=0.01):
    timer = threading.Timer(seconds, callback)
    timer.start()
    time.sleep(2 * seconds)
    timer.join()
