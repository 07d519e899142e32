"""The link between two interpreters: each owns objects, the other holds stand-ins for them.

Terms: the *owner* of an object is the interpreter in which it lives; a *stand-in* (see standins.py) is what the other
one holds in its place. Plain values (numbers, text, lists, dates) are copied. Nothing that crosses is ever executed:
messages are JSON, and what a name may mean is decided by the one who reads it.
"""

import json
import os

class Gone(BaseException):
    """The other interpreter ended. No program under test can catch it by `except Exception`."""


class Link:
    """Requests in both directions over one wire. While one side waits for a reply it answers requests."""

    def __init__(self, values, answer):
        self.values = values
        self.answer = answer
        self.number = os.open("/dev/peer", os.O_RDWR)
        self.buffer = b""
        self.before = []  # called before a message leaves: what is to travel with it
        self.at_end = []  # with the last reply only, when no call is open any more
        self.depth = 0
        self.after = {}  # by name: called with what travelled along

    def send(self, kind, *content):
        along = {}
        last = kind != "ask" and self.depth == 1
        for name, gather in [*self.before, *(self.at_end if last else ())]:
            item = gather()
            if item:
                along[name] = item
        line = json.dumps([kind, content, along], separators=(",", ":")).encode() + b"\n"
        while line:
            line = line[os.write(self.number, line) :]

    def receive(self):
        while b"\n" not in self.buffer:
            chunk = os.read(self.number, 1 << 20)
            if not chunk:
                raise Gone("the program ended")
            self.buffer += chunk
        line, self.buffer = self.buffer.split(b"\n", 1)
        kind, content, along = json.loads(line)
        for name, item in along.items():
            if name in self.after:
                self.after[name](item)
        return kind, content

    def request(self, operation, *arguments):
        """Asks the other side. `arguments` are encoded already; the reply is decoded."""
        self.send("ask", operation, arguments)
        kind, content = self.receive()
        while kind == "ask":
            self.serve(content)
            kind, content = self.receive()
        found = self.values.decode(content[0])
        if self.depth == 0:
            self.values.shared.forget_long()
        if kind == "value":
            return found
        raise found if isinstance(found, BaseException) else RuntimeError("an error that is none")

    def serve(self, content):
        operation, arguments = content
        self.depth += 1
        try:
            value = self.values.encode(self.answer(operation, arguments))
        except Gone:
            raise
        except BaseException as error:
            self.send("error", self.values.encode_error(error))
        else:
            self.send("value", value)
        finally:
            self.depth -= 1

    def serve_forever(self):
        while True:
            kind, content = self.receive()
            if kind == "ask":
                self.serve(content)
