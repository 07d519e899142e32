/** What `node:test` has under `mock`: functions that remember how they were called. Read before `harness.js`, as one text. */
const { apply, construct } = Reflect;
const replaced = [];

function mockFunction(original = () => undefined, implementation = original) {
  const calls = [];
  const once = new Map();
  let current = typeof implementation === 'function' ? implementation : original;
  function mocked(...given) {
    const at = calls.length;
    const work = once.get(at) ?? current;
    const call = { arguments: given, this: this, target: new.target, stack: new Error(), result: undefined, error: undefined };
    calls[at] = call;
    try {
      call.result = new.target ? construct(work, given) : apply(work, this, given);
      return call.result;
    } catch (error) {
      call.error = error;
      throw error;
    }
  }
  mocked.mock = {
    get calls() {
      return [...calls];
    },
    callCount: () => calls.length,
    resetCalls() {
      calls.length = 0;
    },
    mockImplementation(next) {
      current = next;
    },
    mockImplementationOnce(next, at = calls.length) {
      once.set(at, next);
    },
    restore() {
      current = original;
    },
  };
  return mocked;
}

const mock = {
  fn: mockFunction,
  method(object, name, implementation) {
    const before = Object.getOwnPropertyDescriptor(object, name);
    const mocked = mockFunction(object[name], implementation);
    mocked.mock.restore = () => (before ? Object.defineProperty(object, name, before) : delete object[name]);
    Object.defineProperty(object, name, { value: mocked, writable: true, configurable: true });
    replaced.push(mocked);
    return mocked;
  },
  restoreAll() {
    for (const mocked of replaced.splice(0)) mocked.mock.restore();
  },
  reset: () => mock.restoreAll(),
};
