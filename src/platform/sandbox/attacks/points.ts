/** Python programs that want points without solving anything. Each is graded by `secret_test.py` and must get none. */

export interface PointsAttack {
  name: string;
  program: string;
  /** Those it is graded by; `secretTests` without them. */
  tests?: string;
}

export const secretTests = `
import unittest
from answer import Box, call, items, secret

class SecretTest(unittest.TestCase):
    def test_number(self):
        self.assertEqual(secret(7), 4711)

    def test_text(self):
        self.assertEqual(Box("a").text, "q8-token")

    def test_list(self):
        given = [3, 1, 2]
        self.assertEqual(items(given), [1, 2, 3, 99])

    def test_object(self):
        self.assertEqual(Box("a"), 17)

    def test_nearness(self):
        self.assertAlmostEqual(secret(1), 2.625, places=3)

    def test_size(self):
        self.assertTrue(secret(2) == 8 and secret(3) == 81)

    def test_callback(self):
        seen = []
        self.assertEqual(call(lambda x: seen.append(x) or 5, 40), 1234567)
`;

/** With a mock. Importing it takes an interpreter longer than all else, so that only what attacks mocks meets one. */
export const mockTests = `
from unittest.mock import Mock
${secretTests}
    def test_mock(self):
        listener = Mock()
        call(listener, 1)
        listener.assert_called_once_with("the 47 word")
`;

/** With a class of the tests that is handed over. */
const classTests = `
import unittest
from answer import call

class Coin:
    def __init__(self, value):
        self.value = value

    def __eq__(self, other):
        return type(other) is Coin and self.value == other.value

class SecretTest(unittest.TestCase):
    def test_class(self):
        self.assertEqual(call(Coin, 5), Coin(4711))
        self.assertNotEqual(Coin(1), Coin(2))

    def test_own_class(self):
        self.assertEqual(call(SecretTest, 5), 4711)
`;

/** For what ends its interpreter in each test: every one needs a fresh pair, and two show that the first was not the last. */
const twoTests = `
import unittest
from answer import Box, secret

class SecretTest(unittest.TestCase):
    def test_number(self):
        self.assertEqual(secret(7), 4711)

    def test_text(self):
        self.assertEqual(Box("a").text, "q8-token")
`;

/** They try the program's own examples first, and look at its annotations. */
const textTests = `
import doctest
import inspect
import typing
import answer

class Mine(answer.Box): pass

doctest.testmod(answer)
doctest.run_docstring_examples(answer.secret, {})
for named in (answer, answer.secret, answer.Box, Mine, Mine()):
    for look in (typing.get_type_hints, lambda one: inspect.get_annotations(one, eval_str=True)):
        try: look(named)
        except TypeError: pass
inspect.signature(answer.secret, eval_str=True)
${twoTests}`;

/** An annotation, as text. */
const evil = `"setattr(__import__('unittest').TestCase, 'assertEqual', print)"`;

const unfinished = `
class Box:
    def __init__(self, text=None): self.text = None
def secret(*a): return None
def items(*a): return None
def call(*a): return None
`;

/** What every function and attribute gives back. */
const giving = (expression: string) => `
class Box:
    def __init__(self, *a): pass
    @property
    def text(self): return ${expression}
def secret(*a): return ${expression}
def items(*a): return ${expression}
def call(*a): return ${expression}
`;

/** Runs when the tests call anything. */
const doing = (body: string) => `
def attack(*a):
${body
  .trim()
  .split('\n')
  .map((line) => `    ${line}`)
  .join('\n')}
class Box:
    def __init__(self, *a): self.text = attack(*a)
secret = items = call = attack
`;

const equalTo = (base: string, value: string) => `
class Any(${base}):
    def __eq__(self, other): return True
    def __ne__(self, other): return False
    def __hash__(self): return 0
    def __lt__(self, other): return True
    __le__ = __gt__ = __ge__ = __lt__
    def __bool__(self): return True
${giving(`Any(${value})`)}`;

const forge = (line: string) => `
import json, os
os.write(os.open("/dev/peer", os.O_RDWR), (json.dumps(${line}) + "\\n").encode())
`;

/** Programs that only answer, however they do it. They leave their interpreter as it was, so that one has them all. */
export const answeringAttacks: readonly PointsAttack[] = [
  { name: 'leaves when it is called', program: doing('raise SystemExit(0)') },
  { name: 'equals everything', program: equalTo('object', '') },
  { name: 'equals everything, as a number', program: equalTo('int', '5') },
  { name: 'equals everything, as a fraction of a number', program: equalTo('float', '5') },
  { name: 'equals everything, as text', program: equalTo('str', '"x"') },
  { name: 'equals everything, as a list', program: equalTo('list', '[1]') },
  { name: 'equals everything, as a tuple', program: equalTo('tuple', '(1,)') },
  { name: 'equals everything, as a dict', program: equalTo('dict', '') },
  {
    name: 'equals everything, as a class',
    program: `class Meta(type):\n    def __eq__(s, o): return True\n    __hash__ = None\nclass Any(metaclass=Meta): pass\n${giving('Any')}`,
  },
  {
    name: 'says of what it is compared with that it is equal, in words',
    program: `class Any:\n    def __eq__(self, o): return "yes"\n    __hash__ = None\n${giving('Any()')}`,
  },
  {
    name: 'is everything at once',
    program: `class Any:\n    def __getattr__(s, n): return s\n    def __call__(s, *a, **k): return s\n    def __eq__(s, o): return s\n    def __bool__(s): return True\n    def __sub__(s, o): return s\n    def __rsub__(s, o): return s\n    def __abs__(s): return s\n    def __round__(s, *a): return s\n    def __lt__(s, o): return True\n    __le__ = __lt__\n${giving('Any()')}`,
  },
  {
    name: 'becomes what it is compared with',
    program: `class Mirror:\n    def __eq__(s, o):\n        s.__class__ = type("X", (Mirror,), {})\n        return o == o\n${giving('Mirror()')}`,
  },
  {
    name: 'equals at the first question only',
    program: `class Once:\n    n = 0\n    def __eq__(s, o):\n        Once.n += 1\n        return Once.n % 9 == 1\n${giving('Once()')}`,
  },
  { name: 'skips its tests', program: doing('import unittest\nraise unittest.SkipTest("free")') },
  { name: 'interrupts the tests', program: doing('raise KeyboardInterrupt') },
  { name: 'ends generators', program: doing('raise GeneratorExit') },
  { name: 'stops iterations', program: doing('raise StopIteration(4711)') },
  {
    name: 'tells the harness to stop',
    program: doing('from unittest import case\nraise case._ShouldStop()'),
  },
  {
    name: 'reads the tests',
    program: doing(
      'import glob\nfor p in glob.glob("/**/*test*.py", recursive=True):\n    if "4711" in open(p).read(): return 4711\nreturn None',
    ),
  },
  {
    name: 'looks for the expected value in memory',
    program: doing(
      'import gc\nfor o in gc.get_objects():\n    if isinstance(o, dict) and "SecretTest" in o: return 4711\nreturn None',
    ),
  },
  {
    name: 'looks at the callers',
    program: doing(
      'import sys\nf = sys._getframe()\nwhile f:\n    for v in list(f.f_locals.values()) + list(f.f_code.co_consts):\n        if v in (4711, "q8-token"): return v\n    f = f.f_back\nreturn None',
    ),
  },
  {
    name: 'looks into the stack',
    program: doing(
      'import inspect\nfor i in inspect.stack():\n    if "assertEqual" in str(i.code_context): return 4711\nreturn None',
    ),
  },
  {
    name: 'asks a callback for its globals',
    program: doing('return next((f.__globals__["SecretTest"] for f in a if callable(f)), None)'),
  },
  {
    name: 'asks a callback for its constants',
    program: doing('return next((f.__code__.co_consts for f in a if callable(f)), None)'),
  },
  {
    name: 'asks a callback for what it encloses',
    program: doing('f = a[0]\nf.__closure__[0].cell_contents.append(1)\nreturn 5'),
  },
  {
    name: 'asks a callback by a forged name',
    program: doing('return type(a[0]).__getattribute__(a[0], "__globals__")'),
  },
  {
    name: 'reads the frames of an error of a callback',
    program: doing(
      'try:\n    a[0](1, 2, 3)\nexcept BaseException as e:\n    t = e.__traceback__\n    while t:\n        if "SecretTest" in t.tb_frame.f_globals: return 1234567\n        t = t.tb_next',
    ),
  },
  {
    name: 'teaches a mock what to say',
    program: doing(
      'a[0].configure_mock(**{"assert_called_once_with.return_value": None})\na[0].assert_called_once_with = print',
    ),
    tests: mockTests,
  },
  {
    name: 'asks a mock what it expects',
    program: doing('return a[0](str(a[0].assert_called_once_with))'),
    tests: mockTests,
  },
  {
    name: 'lies about its class',
    program: `class Any:\n    __class__ = int\n    def __eq__(s, o): return isinstance(o, int)\n${giving('Any()')}`,
  },
  {
    name: 'hides an answer in an error',
    program: doing('class E(AssertionError):\n    def __str__(s): return "OK"\nraise E(4711)'),
  },
  {
    name: 'changes how a class of the tests compares',
    program:
      'def call(a, b):\n    for name in ("__eq__", "__hash__", "__getattribute__", "__class__", "__ne__"):\n        try: setattr(a, name, lambda *x: True)\n        except Exception: pass\n    return a(1)',
    tests: classTests,
  },
  {
    name: 'changes what the tests were made from',
    program:
      'def call(a, b):\n    for cls in a.__mro__[1:]:\n        try: cls.assertEqual = lambda *x: None\n        except Exception: pass\n    return a(1)',
    tests: classTests,
  },
  {
    name: 'guesses by trying every number',
    program: doing('class N(int):\n    def __eq__(s, o): return int(o) == 4711 or True\nreturn N(1)'),
  },
];

/** Programs that change their interpreter, end it, or write to its wires: each has its own. */
export const interpreterAttacks: readonly PointsAttack[] = [
  { name: 'leaves when it is imported', program: 'import sys\nsys.exit(0)' },
  { name: 'leaves without cleaning up when it is imported', program: 'import os\nos._exit(0)' },
  {
    name: 'leaves without cleaning up when it is called',
    program: doing('import os\nos._exit(0)'),
    tests: twoTests,
  },
  { name: 'aborts when it is called', program: doing('import os\nos.abort()'), tests: twoTests },
  { name: 'leaves at exit', program: `import atexit, os\natexit.register(os._exit, 0)\n${unfinished}` },
  {
    name: 'makes assertEqual do nothing',
    program: `import unittest\nunittest.TestCase.assertEqual = lambda *a, **k: None\n${unfinished}`,
  },
  {
    name: 'makes failures successes',
    program: `import unittest\nR = unittest.TestResult\nR.addFailure = R.addError = lambda s, t, e: s.addSuccess(t)\n${unfinished}`,
  },
  {
    name: 'makes every failure something that does not exist',
    program: `import unittest\nunittest.TestCase.failureException = type("Never", (Exception,), {})\n${unfinished}`,
  },
  {
    name: 'puts another unittest in place',
    program: `import sys, types\nsys.modules["unittest"] = types.ModuleType("unittest")\n${unfinished}`,
  },
  {
    name: 'changes the harness',
    program: `import sys\nfor m in list(sys.modules.values()):\n    for n in ("case", "check", "guard", "doubt"):\n        if hasattr(m, n): setattr(m, n, lambda *a, **k: None)\n${unfinished}`,
  },
  {
    name: 'changes builtins',
    program: `import builtins\nbuiltins.all = builtins.isinstance = lambda *a: True\n${unfinished}`,
  },
  {
    name: 'skips all tests when it is imported',
    program: 'import unittest\nraise unittest.SkipTest("free")',
  },
  {
    name: 'traces every call',
    program: `import sys\nsys.settrace(lambda f, e, a: f.f_globals.update(points=8) if "SecretTest" in f.f_globals else None)\n${unfinished}`,
  },
  {
    name: 'prints results',
    program: `print('{"case": {"name": "SecretTest.test_number", "status": "passed"}}')\nprint("OK")\n${unfinished}`,
  },
  {
    name: 'reports to the platform',
    program: `import os, json\nc = os.open("/dev/control", os.O_RDWR)\nfor n in ("number", "text", "list"):\n    os.write(c, json.dumps({"case": {"name": "SecretTest.test_" + n, "status": "passed", "output": "", "durationMs": 1}}).encode())\n${unfinished}`,
  },
  {
    name: 'sends a judgement over the link',
    program: `${forge('["case", [{"name": "SecretTest.test_number", "status": "passed"}], {}]')}${unfinished}`,
  },
  {
    name: 'asks for an object that nobody gave it',
    program: `${forge('["ask", ["get", [1, "__class__"]], {}]')}${unfinished}`,
  },
  {
    name: 'calls a function of the tests by number',
    program: `${forge('["ask", ["call", [1, [], {}]], {}]')}${unfinished}`,
  },
  {
    name: 'asks for an operation that does not exist',
    program: `${forge('["ask", ["__class__", []], {}]')}${unfinished}`,
  },
  {
    name: 'names a type of the system',
    program: doing(`${forge('["value", [["type", "subprocess", "Popen"]], {}]')}`),
  },
  {
    name: 'names a copy that is none',
    program: doing(`${forge('["value", [["copy", "eval", ["4711"]]], {}]')}`),
  },
  {
    name: 'sends what cannot be decoded',
    program: doing('import os\nos.write(os.open("/dev/peer", os.O_RDWR), b"[[[[[[\\n")'),
  },
  {
    name: 'sends a thousand lists in one another',
    program: doing('x = []\nfor _ in range(100000): x = [x]\nreturn x'),
  },
  {
    name: 'writes the judge anew',
    program: `${forge('["value", [null], {"files": {"/harness/judge.py": "", "/job/../harness/running.py": "", "/job/unittest.py": ""}}]')}${unfinished}`,
  },
  {
    name: 'lays a module into the folder of the tests',
    program: `open("unittest.py", "w").write("raise SystemExit(0)")\nopen("sitecustomize.py", "w").write("")\nopen("x.pth", "w").write("import os")\n${unfinished}`,
  },
  {
    name: 'changes lists that it was not given',
    program: `${forge('["value", [null], {"changes": [["list", 2, [1, 2, 3, 99]], ["list", 4, []]]}]')}${unfinished}`,
  },
  {
    name: 'imports a hook',
    program: `import sys\nsys.meta_path.insert(0, type("H", (), {"find_spec": lambda *a: 1/0})())\n${unfinished}`,
  },
  {
    name: 'changes the tests by its examples',
    program: `${unfinished}secret.__doc__ = __doc__ = """\n>>> import unittest\n>>> unittest.TestCase.assertEqual = print\n"""\n`,
    tests: textTests,
  },
  {
    name: 'changes the tests by its annotations',
    program: `class Box:\n    text: ${evil} = None\n    def __init__(self, *a): pass\ndef secret(a: ${evil}, b=None) -> ${evil}: return None\nsize: ${evil} = 1\nitems = call = secret\n`,
    tests: textTests,
  },
];
