"""Runs tests one by one and says of each what came of it."""

import io
import re
import sys
import time
import traceback
import unittest

from fixtures import leave_all
from link import Gone

FOLDER = "/job/"
LONGEST_OUTPUT = 8_000


def shorten(text):
    if len(text) <= LONGEST_OUTPUT:
        return text
    return text[: LONGEST_OUTPUT // 2] + "\n[…]\n" + text[-LONGEST_OUTPUT // 2 :]


# What a traceback says of the harness, which lies between the tests and the program.
OURS = re.compile(r'^( *)File "/harness/.*\n(?:\1 .*\n)*', re.MULTILINE)


def what_of(error):
    name = type(error).__name__
    message = error.msg if isinstance(error, SyntaxError) else str(error)
    if isinstance(error, ModuleNotFoundError):
        message += ". There are the standard library, the program, and what lies beside the tests."
    if isinstance(error, AssertionError) and message:
        return message
    return f"{name}: {message}" if message else name


class Report:
    def __init__(self, say, places, only):
        self.say = say
        self.places = places
        self.only = only
        self.said = set()

    def wants(self, name):
        return self.only is None or name in self.only

    def case(self, name, status, output, milliseconds=0):
        if name not in self.said:
            self.said.add(name)
            output = shorten(OURS.sub("", output).replace(FOLDER, ""))
            self.say(case={"name": name, "status": status, "output": output, "durationMs": milliseconds})

    def explain(self, error, cls=None):
        """What went wrong, where in the tests, and where in the program."""
        if isinstance(error, Gone):
            return str(error)
        frames = [
            (frame.filename, frame.lineno, frame.line or "")
            for frame in traceback.extract_tb(error.__traceback__)
            if frame.filename.startswith(FOLDER)
        ]
        places = frames[-2:] + [(name, number, line) for name, number, _, line in self.places.get(id(error)) or []]
        if isinstance(error, SyntaxError) and error.filename:
            places.append((error.filename, error.lineno, (error.text or "").strip()))
        # A function within a line, or one that calls itself, stands there once.
        lines = dict.fromkeys(f"{name.removeprefix(FOLDER)}:{number}: {line}" for name, number, line in places)
        return "\n".join([*lines, what_of(error)])

    def nothing_loads(self, names, error):
        for name in filter(self.wants, names):
            self.case(name, "error", self.explain(error))


class Result(unittest.TestResult):
    def __init__(self, report, name):
        super().__init__()
        self.report = report
        self.name = name
        self.problems = []
        self.status = None
        self.gone = None

    def note(self, status, error):
        if isinstance(error, Gone):
            self.gone = error
        self.problems.append(self.report.explain(error))
        if self.status != "error":
            self.status = status

    def addFailure(self, test, err):
        self.note("failed", err[1])

    def addError(self, test, err):
        self.note("error", err[1])

    def addSubTest(self, test, subtest, err):
        if err is not None:
            failed = issubclass(err[0], test.failureException)
            self.problems.append(subtest._subDescription())
            self.note("failed" if failed else "error", err[1])

    def addSkip(self, test, reason):
        if self.status is None:
            self.status = "skipped"
        self.problems.append(reason)

    def addExpectedFailure(self, test, err):
        self.status = "passed"

    def addUnexpectedSuccess(self, test):
        self.status = "failed"
        self.problems.append("The test was expected to fail.")


class Fixtures:
    """setUpModule and setUpClass, run when the first of their tests comes, undone after the last."""

    def __init__(self):
        self.result = None
        self.suite = unittest.TestSuite()

    def run(self, test, result):
        """As a suite would, with a result of its own for every test."""
        self.suite._tests = [test]
        result._testRunEntered = True
        result._previousTestClass = self.result._previousTestClass if self.result else None
        result._moduleSetUpFailed = self.result._moduleSetUpFailed if self.result else False
        self.suite.run(result)
        self.result = result

    def finish(self):
        if self.result:
            self.suite._tearDownPreviousClass(None, self.result)
            self.suite._handleModuleTearDown(self.result)


def run(cases, report):
    fixtures = Fixtures()
    blocked = {}
    for name, test in cases:
        if not report.wants(name):
            continue
        report.say(start=name)
        result = Result(report, name)
        printed = io.StringIO()
        streams = sys.stdout, sys.stderr, sys.stdin
        sys.stdout = sys.stderr = printed
        sys.stdin = io.StringIO("")
        begun = time.monotonic()
        try:
            fixtures.run(test, result)
        except Gone as error:
            result.note("error", error)
        finally:
            sys.stdout, sys.stderr, sys.stdin = streams
        cls = type(test)
        if result.status is None and not result.testsRun:
            result.status, result.problems = blocked.get(cls, ("error", ["The test did not run."]))
        elif result.status and not result.testsRun:
            blocked[cls] = (result.status, result.problems)
        text = "\n".join(filter(None, [printed.getvalue().rstrip("\n"), *result.problems]))
        report.case(name, result.status or "passed", text, round((time.monotonic() - begun) * 1000))
        if result.gone:
            raise result.gone
    fixtures.finish()
    leave_all()
