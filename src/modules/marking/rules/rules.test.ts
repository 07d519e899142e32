/** Decisions of marking: scores, parts, states, allotment. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Rubric } from '#modules/content/contract.ts';
import type { Allotment, GivenMark, Mark, Part } from '../schema.ts';
import { allot } from './allot.ts';
import { agreementOf, criterionMarksOf, judgementOf, readMark, textToHtml } from './mark.ts';
import { mayOpen, partFor, stateOf, visibleParts } from './part.ts';
import { isPlace } from './place.ts';

const level = (id: string, share: number) => ({ id, title: id, html: '', share });
const rubric: Rubric = {
  criteria: [
    { id: 'clear', title: 'Clear', html: '', points: 6, levels: [level('good', 1), level('fair', 0.5)] },
    { id: 'true', title: 'True', html: '', points: 2, levels: [] },
  ],
};
const activity = { points: 4, rubric };
const given = (criterion: string, levelId: string | null, points: number | null = null): GivenMark => ({
  ...{ criterion, level: levelId, points },
});

describe('a mark by a rubric', () => {
  test('gives the points of its levels, scaled to one', () => {
    const read = readMark(activity, {
      marks: [given('clear', 'fair'), given('true', null, 2)],
      points: null,
    });
    expect(read.score).toBeCloseTo(5 / 8);
  });

  test('has no score while a criterion is open', () => {
    expect(readMark(activity, { marks: [given('clear', 'good')], points: 4 }).score).toBeNull();
    const commented = { ...given('true', null), comment: 'Hm.' };
    const read = readMark(activity, { marks: [given('clear', 'good'), commented], points: null });
    expect(read).toMatchObject({ score: null, marks: [{ criterion: 'clear' }, { comment: 'Hm.' }] });
  });

  test('points by hand count before those of the level, and never more than there are', () => {
    const marks = [given('clear', 'fair', 99), given('true', null, 1)];
    expect(criterionMarksOf(activity, readMark(activity, { marks, points: null }).marks)).toMatchObject([
      { criterion: 'clear', level: 'fair', points: 6 },
      { criterion: 'true', points: 1 },
    ]);
  });

  test('of criteria and levels that the rubric has not is dropped', () => {
    const marks = [given('gone', 'good'), given('clear', 'gone')];
    expect(readMark(activity, { marks, points: null }).marks).toEqual([]);
  });

  test('a score stays within 0 and 1 whatever is sent', () => {
    const any = fc.record({
      criterion: fc.constantFrom('clear', 'true', '__proto__', ''),
      level: fc.option(fc.constantFrom('good', 'fair', 'constructor')),
      points: fc.option(fc.double({ min: 0, max: 1e9, noNaN: true })),
    });
    fc.assert(
      fc.property(fc.array(any), fc.option(fc.double({ min: 0, max: 1e9, noNaN: true })), (marks, points) => {
        for (const of of [activity, { points: 3 }, { points: 0 }]) {
          const { score } = readMark(of, { marks, points });
          expect(score === null || (score >= 0 && score <= 1)).toBe(true);
        }
      }),
    );
  });
});

test('two who differ begin from what both say: what differs is open, no comment is left out', () => {
  const one = { marks: [given('clear', 'good'), given('true', null, 1)], points: null, comment: 'Clear.' };
  const other = { marks: [given('clear', 'fair'), given('true', null, 1)], points: null, comment: 'Short.' };
  expect(agreementOf(activity, [one, other])).toMatchObject({
    marks: [
      { criterion: 'clear', level: null, points: null },
      { criterion: 'true', points: 1 },
    ],
    comment: 'Clear.\n\nShort.',
  });
  const plain = (points: number) => ({ marks: [], points, comment: '' });
  expect(agreementOf({ points: 4 }, [plain(2), plain(2)]).points).toBe(2);
  expect(agreementOf({ points: 4 }, [plain(2), plain(3)]).points).toBeNull();
});

test('a comment becomes HTML in which nothing is markup', () => {
  expect(textToHtml('a <b>\nc\n\n& d')).toBe('<p>a &lt;b&gt;<br>c</p>\n<p>&amp; d</p>');
  const mark = { score: 1, marks: [], comment: '<script>' };
  expect(judgementOf({ points: 1 }, mark).feedback).toEqual(['<p>&lt;script&gt;</p>']);
});

type Shown = Pick<Mark, 'part' | 'markerId' | 'state' | 'score' | 'marks'>;
const mark = (part: Part, markerId: string, state: Mark['state'], score: number | null = 1): Shown => ({
  ...{ part, markerId, state, score, marks: [] },
});
const teacher = (id: string) => ({ id, teaches: true });
const helper = (id: string) => ({ id, teaches: false });
const nobodys = { markerId: null, secondId: null };
const alone = { second: false };
const two = { second: true };

describe('where a task stands', () => {
  test.each([
    ['to-mark', alone, []],
    ['draft', alone, [mark('first', 'a', 'draft')]],
    ['marked', alone, [mark('first', 'a', 'done')]],
    ['second', two, [mark('first', 'a', 'done')]],
    ['second', two, [mark('first', 'a', 'draft'), mark('second', 'b', 'done')]],
    ['marked', two, [mark('first', 'a', 'done'), mark('second', 'b', 'done')]],
    ['differ', two, [mark('first', 'a', 'done'), mark('second', 'b', 'done', 0.5)]],
    [
      'marked',
      two,
      [mark('first', 'a', 'done'), mark('second', 'b', 'done', 0.5), mark('agreed', 'a', 'done', 0.7)],
    ],
  ] as const)('%s', (state, policy, marks) => expect(stateOf(policy, marks)).toBe(state));
});

describe('who marks which part', () => {
  test('alone, everybody writes the one mark', () => {
    expect(partFor(nobodys, alone, [mark('first', 'a', 'done')], teacher('b'))).toBe('first');
  });

  test('of two, who has not marked is the second', () => {
    const marks = [mark('first', 'a', 'done')];
    expect(partFor(nobodys, two, marks, teacher('a'))).toBe('first');
    expect(partFor(nobodys, two, marks, teacher('b'))).toBe('second');
  });

  test('whoever is allotted the second part writes it, even before the first is there', () => {
    const task = { markerId: 'a', secondId: 'b' };
    expect(partFor(task, two, [], helper('b'))).toBe('second');
    expect(partFor(task, two, [], helper('a'))).toBe('first');
    expect(
      partFor(task, two, [mark('first', 'a', 'draft'), mark('second', 'b', 'draft')], helper('c')),
    ).toBeNull();
  });

  test('when both are done they agree, and who teaches may', () => {
    const marks = [mark('first', 'a', 'done'), mark('second', 'b', 'done', 0.5)];
    for (const viewer of [helper('a'), helper('b'), teacher('c')])
      expect(partFor(nobodys, two, marks, viewer)).toBe('agreed');
    expect(partFor(nobodys, two, marks, helper('c'))).toBeNull();
  });

  test('nobody sees another’s mark before both are done', () => {
    const marks = [mark('first', 'a', 'done'), mark('second', 'b', 'draft')];
    expect(visibleParts(marks, 'second')).toEqual(['second']);
    expect(visibleParts(marks, 'first')).toEqual(['first']);
    const done = marks.map((one) => ({ ...one, state: 'done' as const }));
    expect(visibleParts(done, 'agreed')).toEqual(['first', 'second']);
  });

  test('only who teaches opens what is not allotted to them', () => {
    expect(mayOpen({ markerId: 'a', secondId: null }, helper('b'))).toBe(false);
    expect(mayOpen({ markerId: 'a', secondId: 'b' }, helper('b'))).toBe(true);
    expect(mayOpen(nobodys, teacher('b'))).toBe(true);
  });
});

describe('allotment', () => {
  const nothing = { load: new Map<string, number>(), ofLearner: new Map<string, string>() };
  const tasks = (count: number, not: string | null = null) =>
    Array.from({ length: count }, (_, at) => ({ id: `t${at}`, learnerId: `l${at % 5}`, cohort: null, not }));

  test('is even within one, and nobody marks what they must not', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 1, max: 6 }), (count, people) => {
        const markers = Array.from({ length: people }, (_, at) => `m${at}`);
        const chosen = [...allot(tasks(count), { way: 'even', markers }, nothing).values()];
        const loads = markers.map((marker) => chosen.filter((one) => one === marker).length);
        expect(chosen).toHaveLength(count);
        expect(Math.max(...loads) - Math.min(...loads)).toBeLessThanOrEqual(1);
        const seconds = allot(tasks(count, 'm0'), { way: 'even', markers }, nothing);
        expect([...seconds.values()]).not.toContain('m0');
      }),
    );
  });

  test('who has more already gets less', () => {
    const standing = { ...nothing, load: new Map([['a', 3]]) };
    const chosen = allot(tasks(3), { way: 'even', markers: ['a', 'b'] }, standing);
    expect([...chosen.values()]).toEqual(['b', 'b', 'b']);
  });

  test('by learner, all work of a learner goes to the same one', () => {
    const all = tasks(20);
    const chosen = allot(all, { way: 'learner', markers: ['a', 'b', 'c'] }, nothing);
    for (const same of Map.groupBy(all, ({ learnerId }) => learnerId).values())
      expect(new Set(same.map(({ id }) => chosen.get(id))).size).toBe(1);
  });

  test('by cohort, a cohort that nobody was named for waits', () => {
    const rule: Allotment = { way: 'cohort', markers: ['a'], cohorts: { x: 'a', y: 'stranger' } };
    const of = (cohort: string | null) => ({ id: `${cohort}`, learnerId: 'l', cohort, not: null });
    const chosen = allot([of('x'), of('y'), of(null)], rule, nothing);
    expect([...chosen]).toEqual([['x', 'a']]);
  });
});

test('a comment is pinned to lines that are there and regions inside their file', () => {
  const file = { id: 'f', name: 'a.png', sha256: '', size: 1, type: 'image/png' };
  const answer = { lines: ['a', 'b'], files: [file] };
  const region = { file: 'a.png', page: 1, x: 10, y: 10, width: 20, height: 20 };
  expect(isPlace({ from: 1, to: 2 }, answer)).toBe(true);
  expect(isPlace({ from: 2, to: 3 }, answer)).toBe(false);
  expect(isPlace(region, answer)).toBe(true);
  expect(isPlace({ ...region, x: 90 }, answer)).toBe(false);
  expect(isPlace({ ...region, width: 0 }, answer)).toBe(false);
  expect(isPlace({ ...region, file: 'b.png' }, answer)).toBe(false);
});
