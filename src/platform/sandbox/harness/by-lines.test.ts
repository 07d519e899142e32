/** Test files of JavaScript (`node:test`, `node:assert`) and Ruby (Minitest), and what programs do to them. */
import { afterAll, describe, expect, test } from 'vitest';
import {
  closeSandbox,
  gradeProgram,
  type Language,
  type ProgramFiles,
  setSandboxSize,
  WrongJob,
} from '../index.ts';

const patience = { timeout: 240_000 };
setSandboxSize(1);
afterAll(closeSandbox);

async function grade(language: Language, solution: ProgramFiles, tests: string, more = {}) {
  const files = { [language === 'ruby' ? 'leap_test.rb' : 'leap.test.js']: tests };
  const job = { language, solution, tests: { files }, limits: { timeMs: 60_000 }, ...more };
  const { cases, points, max } = await gradeProgram(job);
  return {
    points: `${points}/${max}`,
    cases: cases.map(({ status, name, output }) => [status, name, output].join(' | ')),
  };
}

describe('JavaScript', () => {
  const leap = `export const leap = (year) => year % 4 === 0;
export function later(n) { return n < 0 ? Promise.reject(new RangeError('no past')) : new Promise((done) => setTimeout(() => done(n), 5)); }
export const bye = () => exit(0);
export const parts = () => ({ list: [1, 2], when: new Map([['a', 1]]) });
`;
  const tests = `import { describe, test, beforeEach } from 'node:test';
import assert from 'node:assert/strict';
import { leap, later, bye, parts } from './leap.js';

describe('years', () => {
  let years = [];
  beforeEach(() => { years = [1996]; });
  test('by four', () => { assert.equal(leap(years.pop()), true); });
  test('by hundred', () => { assert.equal(leap(1900), false, 'not 1900'); });
});
test('deep', () => { assert.deepEqual(parts(), { list: [1, 2], when: new Map([['a', 1]]) }); });
test('waits', async () => {
  assert.equal(await later(5), 5);
  await assert.rejects(later(-1), { name: 'RangeError', message: /past/ });
  assert.throws(() => leap.missing.part, TypeError);
});
test('says', () => { console.log('printed'); assert.match('abc', /d/); });
test('leaves', () => { bye(); });
test('goes on', () => { assert.ok(leap(2000)); });
test.skip('later', () => {});
`;
  const verdicts = [
    'passed | years > by four | ',
    'failed | years > by hundred | AssertionError: not 1900',
    'passed | deep | ',
    'passed | waits | ',
    'failed | says | printed\nAssertionError: "abc" does not match /d/.',
    'error | leaves | The program ended before the test did.',
    'passed | goes on | ',
    'skipped | later | ',
  ];

  test('each test is judged by itself, also where one ends the program', patience, async () => {
    expect(await grade('javascript', { 'leap.js': leap }, tests)).toEqual({ points: '4/7', cases: verdicts });
  });

  test('a solution without a name is what the tests import', patience, async () => {
    expect((await grade('javascript', { 'handed-in.js': leap }, tests, { unnamed: true })).cases).toEqual(
      verdicts,
    );
  });

  test(
    'functions that remember their calls, tests inside tests, and hooks of a group once',
    patience,
    async () => {
      const solution = { 'leap.js': 'export const each = (list, work) => list.map((one) => work(one));' };
      const own = `import { after, before, describe, it, mock } from 'node:test';
import assert from 'node:assert';
import { each } from './leap.js';
const said = [];
describe('all', () => {
  before(() => said.push('before'));
  after(() => assert.deepEqual(said, ['before', 'one', 'two', 'late']));
  it('calls', (t) => {
    const work = mock.fn((n) => n * 2);
    assert.deepEqual(each([1, 2], work), [2, 4]);
    assert.equal(work.mock.callCount(), 2);
    assert.deepEqual(work.mock.calls[1].arguments, [2]);
    t.mock.method(Math, 'random', () => 0.5);
    assert.equal(Math.random(), 0.5);
    said.push('one');
  });
  it('inside', async (t) => {
    assert.notEqual(Math.random(), 0.5);
    said.push('two');
    await t.test('deeper', () => assert.throws(() => each(null), TypeError));
    said.push('late');
  });
});
it('inside that fails', async (t) => { await t.test('deeper', () => assert.equal(1, 2)); });
`;
      expect(await grade('javascript', solution, own)).toEqual({
        points: '2/3',
        cases: [
          'passed | all > calls | ',
          'passed | all > inside | ',
          'failed | inside that fails | AssertionError: Expected 2, found 1.',
        ],
      });
    },
  );

  test('modules of CommonJS are read, too', patience, async () => {
    const solution = { 'leap.js': 'module.exports = { leap: (year) => year % 4 === 0 };' };
    const common = `const test = require('node:test');
const assert = require('node:assert');
const { leap } = require('./leap');
test('by four', () => assert.strictEqual(leap(1996), true));`;
    expect(await grade('javascript', solution, common)).toEqual({
      points: '1/1',
      cases: ['passed | by four | '],
    });
  });

  test('a program that cannot be read fails the tests that use it, and says where', patience, async () => {
    const { points, cases } = await grade('javascript', { 'leap.js': 'export const leap = (' }, tests);
    expect(points).toBe('0/7');
    expect(cases[0]).toMatch(/^error \| years > by four \| SyntaxError: .*\(leap\.js:1\)$/);
  });

  test('a test that hangs costs that test', patience, async () => {
    const hanging = `${leap}export const hang = () => { for (;;); };`;
    const two = `import { test } from 'node:test';
import { hang, leap } from './leap.js';
test('hangs', () => hang());
test('goes on', () => leap(4));`;
    const limits = { timeMs: 6_000 };
    expect((await grade('javascript', { 'leap.js': hanging }, two, { limits })).cases).toEqual([
      'error | hangs | The test took too long.',
      'passed | goes on | ',
    ]);
  });

  test(
    'what a program prints is no verdict, and what it changes of the language does not reach the judge',
    patience,
    async () => {
      const cunning = `const real = JSON.stringify;
JSON.stringify = () => real('passed');
Object.prototype.toJSON = () => 'passed';
Object.is = () => true;
globalThis.print = () => {};
console.log('passed 0 "by four" ""');
export const leap = () => 'cunning';`;
      const one = `import { test } from 'node:test';
import assert from 'node:assert';
import { leap } from './leap.js';
test('by four', () => assert.equal(leap(1996), true));`;
      expect((await grade('javascript', { 'leap.js': cunning }, one)).points).toBe('0/1');
    },
  );

  test.each(['test(', 'throw new Error("mine")', 'export default 1;', '', 'import { expect } from "jest";'])(
    'tests that are none (%j) are the fault of the job',
    patience,
    async (text) => {
      await expect(grade('javascript', { 'leap.js': leap }, text)).rejects.toThrow(WrongJob);
    },
  );
});

describe('Ruby', () => {
  const leap = `module Leap
  def self.leap?(year) = (year % 4).zero?
  def self.no = raise(ArgumentError, 'no way')
  def self.greet = puts('Hello')
  def self.bye = exit
end
`;
  const tests = `require 'minitest/autorun'
require_relative 'leap'

class LeapTest < Minitest::Test
  def setup = @year = 1996
  def test_a_four = assert(Leap.leap?(@year))
  def test_b_hundred = refute(Leap.leap?(1900), 'not 1900')
  def test_c_raises = assert_match(/way/, assert_raises(ArgumentError) { Leap.no }.message)
  def test_d_output = assert_output("Hello\\n") { Leap.greet }
  def test_e_equal = assert_equal([1, 2], [2, 1].sort.reverse)
  def test_f_unknown = Leap.unknown
  def test_g_leaves = Leap.bye
  def test_h_skip = skip('later')
end
`;

  test('each test is judged by itself, also where one ends the program', patience, async () => {
    const { points, cases } = await grade('ruby', { 'handed-in.rb': leap }, tests, { unnamed: true });
    expect(points).toBe('3/7');
    expect(cases).toEqual([
      'passed | LeapTest#test_a_four | ',
      'failed | LeapTest#test_b_hundred | not 1900',
      'passed | LeapTest#test_c_raises | ',
      'passed | LeapTest#test_d_output | ',
      'failed | LeapTest#test_e_equal | Expected [1, 2], found [2, 1].',
      expect.stringMatching(/^error \| LeapTest#test_f_unknown \| NoMethodError: undefined method `unknown'/),
      'error | LeapTest#test_g_leaves | The program ended before the test did.',
      'skipped | LeapTest#test_h_skip | later',
    ]);
  });

  test('a program that cannot be read fails all tests, and says why', patience, async () => {
    const { points, cases } = await grade('ruby', { 'leap.rb': 'module Leap\n  def x(' }, tests);
    expect(points).toBe('0/8');
    expect(cases[0]).toMatch(/^error \| LeapTest#test_a_four \| SyntaxError: \/leap\.rb:2/);
  });
});
