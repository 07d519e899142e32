/**
 * Runs test files of `node:test` and `node:assert` in QuickJS, which has neither. It is read before the program, keeps
 * what it needs of the language, and writes each verdict behind a key that the program does not know.
 */
import * as std from 'std';

const { parse, stringify } = JSON;
const { is, keys, getPrototypeOf } = Object;
const { call } = Function.prototype;
const hasOwn = call.bind(Object.prototype.hasOwnProperty);
const { isArray } = Array;
const { now } = Date;
const say = print;
const stop = exit;
const readFile = std.loadFile;
const AsyncFunction = getPrototypeOf(async () => {}).constructor;
const CommonJs = Function;
const job = parse(std.in.readAsString());

const planned = [];
const around = { before: [], after: [], beforeEach: [], afterEach: [] };
let path = '';

class AssertionError extends Error {}
AssertionError.prototype.name = 'AssertionError';

function show(value) {
  if (typeof value === 'function') return `[Function ${value.name}]`;
  if (typeof value === 'bigint') return `${value}n`;
  if (value instanceof Error) return `${value.name}: ${value.message}`;
  if (value instanceof Map || value instanceof Set) return `${value.constructor.name} ${show([...value])}`;
  return stringify(value) ?? `${value}`;
}

function isSame(one, other) {
  if (is(one, other)) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || !one || !other) return false;
  if (getPrototypeOf(one) !== getPrototypeOf(other)) return false;
  if (one instanceof Date) return one.getTime() === other.getTime();
  if (one instanceof RegExp || one instanceof Error) return `${one}` === `${other}`;
  if (one instanceof Map || one instanceof Set) return isSame([...one], [...other]);
  if (isArray(one) && one.length !== other.length) return false;
  const names = keys(one);
  if (names.length !== keys(other).length) return false;
  for (let at = 0; at < names.length; at += 1)
    if (!hasOwn(other, names[at]) || !isSame(one[names[at]], other[names[at]])) return false;
  return true;
}

function check(holds, message, usual) {
  if (holds) return;
  throw message instanceof Error ? message : new AssertionError(message ?? usual);
}

function fits(error, expected) {
  if (expected === undefined) return true;
  if (expected instanceof RegExp) return expected.test(`${error}`);
  if (typeof expected === 'function')
    return isError(expected) ? error instanceof expected : expected(error) === true;
  for (const name of keys(expected)) {
    const wanted = expected[name];
    const found = error?.[name];
    if (!(wanted instanceof RegExp ? wanted.test(`${found}`) : isSame(found, wanted))) return false;
  }
  return true;
}
const isError = (kind) => kind === Error || kind.prototype instanceof Error;

function checkThrown(thrown, expected, message) {
  check(thrown, typeof expected === 'string' ? expected : message, 'Nothing was thrown.');
  if (typeof expected === 'string') return;
  check(fits(thrown.error, expected), message, `Something else was thrown: ${show(thrown.error)}`);
}
function caught(work) {
  try {
    work();
    return null;
  } catch (error) {
    return { error };
  }
}
const awaited = (work) =>
  (async () => (typeof work === 'function' ? work() : work))().then(
    () => null,
    (error) => ({ error }),
  );

const strictEqual = (actual, expected, message) =>
  check(is(actual, expected), message, `Expected ${show(expected)}, found ${show(actual)}.`);
const notStrictEqual = (actual, expected, message) =>
  check(!is(actual, expected), message, `Expected anything but ${show(expected)}.`);
const deepStrictEqual = (actual, expected, message) =>
  check(isSame(actual, expected), message, `Expected ${show(expected)}, found ${show(actual)}.`);
const notDeepStrictEqual = (actual, expected, message) =>
  check(!isSame(actual, expected), message, `Expected anything but ${show(expected)}.`);

const assert = Object.assign((value, message) => check(value, message, `${show(value)} is not true.`), {
  AssertionError,
  ok: (value, message) => check(value, message, `${show(value)} is not true.`),
  equal: strictEqual,
  notEqual: notStrictEqual,
  strictEqual,
  notStrictEqual,
  deepEqual: deepStrictEqual,
  notDeepEqual: notDeepStrictEqual,
  deepStrictEqual,
  notDeepStrictEqual,
  match: (text, pattern, message) => check(pattern.test(text), message, `${show(text)} does not match ${pattern}.`),
  doesNotMatch: (text, pattern, message) => check(!pattern.test(text), message, `${show(text)} matches ${pattern}.`),
  throws: (work, expected, message) => checkThrown(caught(work), expected, message),
  doesNotThrow(work, message) {
    const thrown = caught(work);
    check(!thrown, message, `Was thrown: ${show(thrown?.error)}`);
  },
  rejects: async (work, expected, message) => checkThrown(await awaited(work), expected, message),
  async doesNotReject(work, message) {
    const thrown = await awaited(work);
    check(!thrown, message, `Was rejected: ${show(thrown?.error)}`);
  },
  fail: (message) => check(false, message, 'Failed.'),
});
assert.strict = assert;

function test(name, ...rest) {
  const [options, run] = typeof rest[0] === 'object' ? rest : [{}, rest[0]];
  planned.push({ name: path + name, run, skip: Boolean(options.skip ?? options.todo) || !run, hooks: { ...around } });
}
function describe(name, ...rest) {
  const outer = { path, hooks: { ...around } };
  path += `${name} > `;
  rest[rest.length - 1]();
  path = outer.path;
  Object.assign(around, outer.hooks);
}
const hook = (kind) => (run) => {
  around[kind] = kind.startsWith('after') ? [run, ...around[kind]] : [...around[kind], run];
};
test.skip = (name) => test(name, { skip: true }, () => {});
test.todo = test.skip;
describe.skip = () => {};
const hooks = { before: hook('before'), after: hook('after'), beforeEach: hook('beforeEach'), afterEach: hook('afterEach') };
const runner = Object.assign(test, { test, it: test, describe, suite: describe, mock, ...hooks });

/** Why a file of the program could not be read. */
let unread = null;
/** What stands for it: each test that uses it says why. */
const broken = (error) =>
  new Proxy(() => {}, {
    get: (_, name) => (name === 'then' ? undefined : broken(error)),
    apply: () => {
      throw error;
    },
    construct: () => {
      throw error;
    },
  });

const libraries = { test: runner, assert, 'assert/strict': assert };

async function load(name) {
  const library = libraries[name.replace(/^node:/, '')];
  if (library) return { default: library, ...library };
  if (!/^[./]/.test(name)) throw new Error(`there is no ${name} here: tests have node:test and node:assert`);
  const found = job.unnamed ?? `/${name.replace(/^(\.\.?\/)+/, '')}`;
  const place = /\.[cm]?js$/.test(found) ? found : `${found}.js`;
  if (job.plan) {
    unread = new Error('not run');
    return broken(unread);
  }
  try {
    const source = readFile(place);
    if (source !== null && /\bmodule\.exports\b|^\s*exports\./m.test(source) && !/^\s*export\s/m.test(source)) {
      const module = { exports: {} };
      new CommonJs('module', 'exports', source)(module, module.exports);
      return { default: module.exports, ...module.exports };
    }
    return await import(place);
  } catch (error) {
    unread = error;
    return broken(error);
  }
}

/** Imports of a test file as calls of `load`, on the same lines. */
const translated = (source) =>
  source
    .replace(/^\s*import\s+(['"][^'"]+['"])/gm, 'await __load($1)')
    .replace(/^\s*import\s+([\w$]+)\s*,\s*(\{[^}]*\})\s*from\s*(['"][^'"]+['"])/gm, (_, one, some, from) =>
      `const { default: ${one}, ${some.slice(1).replace(/\bas\b/g, ':')} = await __load(${from})`)
    .replace(/^\s*import\s+(\{[^}]*\})\s*from\s*(['"][^'"]+['"])/gm, (_, some, from) =>
      `const ${some.replace(/\s+as\s+/g, ': ')} = await __load(${from})`)
    .replace(/^\s*import\s+\*\s*as\s+([\w$]+)\s+from\s*(['"][^'"]+['"])/gm, 'const $1 = await __load($2)')
    .replace(/^\s*import\s+([\w$]+)\s+from\s*(['"][^'"]+['"])/gm, 'const { default: $1 } = await __load($2)')
    .replace(/\brequire\(\s*(['"][^'"]+['"])\s*\)/g, '(await __required($1))');

const required = async (name) => {
  const found = await load(name);
  return found.default ?? found;
};

const report = (kind, name, milliseconds, text) =>
  say(`\n${job.key} ${kind} ${milliseconds} ${stringify(name)} ${stringify(text)}`);

/** With the place in the program where it came from. */
function said(error) {
  if (!(error instanceof Error)) return show(error);
  const [, place] = /at [^\n]*?\/?((?!lectern-harness)[\w./-]+\.[cm]?js:\d+)/.exec(`${error.stack}`) ?? [];
  const text = `${error.name}: ${error.message}`;
  return place && !(error instanceof AssertionError) ? `${text} (${place})` : text;
}

/** What a test may ask for: tests inside it are part of it, and what it mocked is as before when it has ended. */
const contextOf = (name) => ({
  name,
  mock,
  async test(_inner, ...rest) {
    await rest[rest.length - 1](contextOf(name));
  },
  diagnostic: (text) => say(text),
});

/** Of all tests in a group, before the first one. */
const prepared = new Set();

async function runOne({ name, run, skip, hooks }, later) {
  if (skip) return report('skipped', name, 0, '');
  const begun = now();
  report('start', name, 0, '');
  try {
    for (const work of hooks.before) {
      if (!prepared.has(work)) await work();
      prepared.add(work);
    }
    for (const work of hooks.beforeEach) await work();
    await run(contextOf(name));
    for (const work of hooks.afterEach) await work();
    for (const work of hooks.after) if (!later.some((one) => one.hooks.after.includes(work))) await work();
    report('passed', name, now() - begun, '');
  } catch (error) {
    report(error instanceof AssertionError ? 'failed' : 'error', name, now() - begun, said(error));
  } finally {
    mock.restoreAll();
  }
}

async function main() {
  for (const file of keys(job.tests)) {
    try {
      await new AsyncFunction('__load', '__required', translated(job.tests[file]))(load, required);
    } catch (error) {
      if (!unread) return report('wrong', file, 0, `${error}`);
      // What the tests need before they begin could not be read: that is what the file says, in place of its tests.
      test(file, () => {
        throw unread;
      });
    }
  }
  for (const { name } of planned) report('plan', name, 0, '');
  const chosen = job.plan ? [] : planned.filter(({ name }) => !job.only || job.only.includes(name));
  for (const [at, one] of chosen.entries()) await runOne(one, chosen.slice(at + 1));
  report('end', '', 0, '');
}

main().then(() => stop(0));
