import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { GradingPolicy, OutlineSection, OutlineUnit } from '#modules/content/index.ts';
import type { ActivityFacts } from '../schema.ts';
import { activityOf, attemptFact, factsOf, overrideOf } from '../testing/grades.ts';
import { gradeCourse } from './grade.ts';

const activity = activityOf;

const unit = (key: string, activities: string[], category: string | null = null): OutlineUnit => ({
  kind: 'unit',
  key,
  title: key,
  category,
  activities,
});
const section = (
  key: string,
  children: (OutlineSection | OutlineUnit)[],
  category: string | null = null,
): OutlineSection => ({ kind: 'section', key, title: key, category, children });

const policy = (over: Partial<GradingPolicy> = {}): GradingPolicy => ({
  pass: 60,
  letters: [
    { letter: 'A', from: 90 },
    { letter: 'B', from: 60 },
  ],
  counts: 'best',
  categories: [
    { key: 'quiz', title: 'Quizzes', weight: 60, drop: 0 },
    { key: 'exam', title: 'Exam', weight: 40, drop: 0 },
  ],
  ...over,
});

const attempt = attemptFact;
const override = overrideOf;
const results = factsOf;

const course = (grading: GradingPolicy = policy()) => ({
  grading,
  outline: [
    section('one', [unit('q1', ['a', 'b'], 'quiz'), unit('q2', ['c'], 'quiz'), unit('read', ['p'])]),
    section('two', [unit('e1', ['d']), unit('e2', ['e'])], 'exam'),
  ],
  activities: [
    activity('a'),
    activity('b', 3),
    activity('c', 2),
    activity('d'),
    activity('e'),
    activity('p'),
  ],
});

describe('a course grade', () => {
  it('is the mean of the categories by weight, each the mean of its assignments', () => {
    const grade = gradeCourse(course(), results({ a: 1, b: 0, c: 1, d: 1, e: 0 }));
    // Quizzes: (1 of 4 points, 2 of 2) = 62.5 %; exam: the section is one assignment, 1 of 2 = 50 %.
    expect(grade.categories.map(({ fraction }) => fraction)).toEqual([0.625, 0.5]);
    expect(grade.percent).toBeCloseTo(57.5);
    expect(grade).toMatchObject({ letter: null, passed: false });
  });

  it('counts what is not handed in as zero', () => {
    expect(gradeCourse(course(), new Map()).percent).toBe(0);
  });

  it('leaves out the lowest assignments, of equal ones the earliest, but never all', () => {
    const dropping = policy({ categories: [{ key: 'quiz', title: 'Quizzes', weight: 100, drop: 1 }] });
    const [quiz] = gradeCourse(course(dropping), results({ c: 0.5 })).categories;
    expect(quiz?.assignments.map(({ dropped }) => dropped)).toEqual([true, false]);
    expect(quiz?.fraction).toBe(0.5);
    const all = policy({ categories: [{ key: 'quiz', title: 'Quizzes', weight: 100, drop: 9 }] });
    const kept = gradeCourse(course(all), results({ c: 1 })).categories[0];
    expect(kept?.assignments.filter(({ dropped }) => !dropped)).toHaveLength(1);
  });

  it('scales the weights of categories that have assignments to the whole', () => {
    const grading = policy({
      categories: [
        { key: 'quiz', title: 'Quizzes', weight: 30, drop: 0 },
        { key: 'lab', title: 'Labs', weight: 70, drop: 0 },
      ],
    });
    const grade = gradeCourse(course(grading), results({ a: 1, b: 1, c: 1 }));
    expect(grade.categories.map(({ key, share }) => [key, share])).toEqual([['quiz', 1]]);
    expect(grade.percent).toBe(100);
  });

  it('takes the best, the last, the first attempt or the average of all, as the policy says', () => {
    const tries = [attempt(1, 0.5), attempt(2, 1), attempt(3, 0)];
    const facts = factsOf(Object.fromEntries(['a', 'b', 'c', 'd', 'e'].map((key) => [key, tries])));
    const percentOf = (counts: GradingPolicy['counts']) =>
      gradeCourse(course(policy({ counts })), facts).percent;
    expect(['best', 'last', 'first', 'average'].map((counts) => percentOf(counts as 'best'))).toEqual([
      100, 0, 50, 50,
    ]);
  });

  it('reaches a bound that floating point misses by its last bit', () => {
    const third = results({ a: 0.6, b: 0.6, c: 0.6, d: 0.6, e: 0.6 });
    const grade = gradeCourse(course(), third);
    expect(grade).toMatchObject({ letter: 'B', passed: true });
  });

  it('lists what counts nowhere as practice', () => {
    expect(gradeCourse(course(), results({ p: 1 })).practice.map(({ key }) => key)).toEqual(['p']);
  });

  it('is none where the course has no categories', () => {
    const grade = gradeCourse(course(policy({ categories: [] })), results({ a: 1 }));
    expect(grade).toMatchObject({ percent: null, letter: null, passed: null });
    expect(grade.practice).toHaveLength(6);
  });

  it('stays between 0 and 100 and never falls when a score rises', () => {
    const score = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(
        fc.tuple(score, score, score, score, score),
        fc.nat(4),
        score,
        fc.nat(2),
        (scores, which, raised, drop) => {
          const keys = ['a', 'b', 'c', 'd', 'e'] as const;
          const grading = policy({
            categories: policy().categories.map((category) => ({ ...category, drop })),
          });
          const of = (values: number[]) =>
            gradeCourse(
              course(grading),
              results(Object.fromEntries(keys.map((key, i) => [key, values[i] ?? 0]))),
            ).percent ?? -1;
          const before = of(scores);
          const higher = scores.map((value, i) => (i === which ? Math.max(value, raised) : value));
          expect(before).toBeGreaterThanOrEqual(0);
          expect(before).toBeLessThanOrEqual(100 + 1e-9);
          expect(of(higher)).toBeGreaterThanOrEqual(before - 1e-9);
        },
      ),
    );
  });

  it('takes lateness off each attempt before it chooses one', () => {
    const late = { due: new Date(), rule: 'run' as const, reason: null, keeps: 0.4 };
    const facts = factsOf({ e: [attempt(1, 0.5), attempt(2, 1, { late })] });
    const exam = gradeCourse(course(), facts).categories[1];
    const graded = exam?.assignments[0]?.activities.find(({ key }) => key === 'e');
    expect(graded).toMatchObject({ chosen: 1, score: 0.5 });
  });

  it('leaves out what is handed in but not judged, and what is rejected counts as not handed in', () => {
    const waiting = gradeCourse(course(), factsOf({ d: 1, e: [attempt(1, null)] }));
    expect(waiting.categories[1]).toMatchObject({ fraction: 1 });
    expect(waiting.waiting).toBe(1);
    const rejected = gradeCourse(course(), factsOf({ d: 1, e: [attempt(1, null, { state: 'rejected' })] }));
    expect(rejected.categories[1]).toMatchObject({ fraction: 0.5 });
  });

  it('is unknown to the learner where it is held, and known to staff', () => {
    const facts = factsOf({ d: [attempt(1, 1, { state: 'held' })], e: 0 });
    expect(gradeCourse(course(), facts, 'all').categories[1]?.fraction).toBe(0.5);
    const seen = gradeCourse(course(), facts, 'released');
    expect(seen.categories[1]?.fraction).toBe(0);
    expect(JSON.stringify(seen.categories[1]?.assignments[0]?.activities[0])).not.toContain('"score":1');
  });

  it('takes what staff set in place of the attempts, lateness or not', () => {
    const late = { due: new Date(), rule: 'run' as const, reason: null, keeps: 0 };
    const attempts = [attempt(1, 1, { late })];
    const facts = factsOf({ b: { attempts, override: override({ points: 1.5 }) } });
    const b = gradeCourse(course(), facts).categories[0]?.assignments[0]?.activities.find(
      ({ key }) => key === 'b',
    );
    expect(b).toMatchObject({ state: 'overridden', score: 0.5, earned: 1.5, chosen: null });
  });

  it('leaves out what a learner is excused from; an assignment of nothing else is no assignment', () => {
    const excused: ActivityFacts = { attempts: [], override: override({ excused: true }) };
    const grade = gradeCourse(course(), factsOf({ a: 1, b: 1, c: excused, d: excused, e: 1 }));
    expect(grade.categories.map(({ fraction }) => fraction)).toEqual([1, 1]);
    expect(grade.percent).toBe(100);
    const none = gradeCourse(course(), factsOf({ a: 1, b: 1, c: 1, d: excused, e: excused }));
    expect(none.categories.map(({ share }) => share)).toEqual([1, 0]);
    expect(none.percent).toBe(100);
  });

  it('puts extra categories and extra activities on top, but never above 100', () => {
    const extra = policy({
      categories: [
        { key: 'quiz', title: 'Quizzes', weight: 50, drop: 0 },
        { key: 'exam', title: 'Bonus', weight: 10, drop: 0, extra: true },
      ],
    });
    expect(gradeCourse(course(extra), factsOf({ a: 1, b: 0, c: 1 })).percent).toBe(62.5);
    expect(gradeCourse(course(extra), factsOf({ a: 1, b: 0, c: 1, d: 1, e: 1 })).percent).toBe(72.5);
    expect(gradeCourse(course(extra), factsOf({ a: 1, b: 1, c: 1, d: 1, e: 1 })).percent).toBe(100);
    const own = course(policy({ categories: policy().categories.slice(1) }));
    const activities = own.activities.map((a) => (a.key === 'd' ? { ...a, extra: true as const } : a));
    expect(gradeCourse({ ...own, activities }, factsOf({ e: 0.5 })).percent).toBe(50);
    expect(gradeCourse({ ...own, activities }, factsOf({ d: 0.25, e: 0.5 })).percent).toBe(75);
  });

  it('drops the highest where the policy says so', () => {
    const dropping = policy({
      categories: [{ key: 'quiz', title: 'Quizzes', weight: 1, drop: 0, dropHighest: 1 }],
    });
    const [quiz] = gradeCourse(course(dropping), factsOf({ c: 1 })).categories;
    expect(quiz?.assignments.map(({ dropped }) => dropped)).toEqual([false, true]);
  });

  it('asks for the pass mark of a category besides that of the course', () => {
    const both = policy({
      categories: policy().categories.map((c) => (c.key === 'exam' ? { ...c, pass: 50 } : c)),
    });
    const grade = gradeCourse(course(both), factsOf({ a: 1, b: 1, c: 1, d: 0.4, e: 0 }));
    expect(grade.percent).toBeCloseTo(68);
    expect(grade.passed).toBe(false);
    expect(gradeCourse(course(both), factsOf({ a: 1, b: 1, c: 1, d: 1, e: 0 })).passed).toBe(true);
  });

  it('is rounded half up where the policy says so, before letter and pass mark', () => {
    const facts = factsOf({ a: 1, b: 1, c: 1, d: 0.9, e: 0.575 });
    const exact = gradeCourse(course(), facts);
    expect(exact.percent).toBeCloseTo(89.5);
    expect(exact.letter).toBe('B');
    expect(gradeCourse(course(policy({ rounding: 0 })), facts)).toMatchObject({ percent: 90, letter: 'A' });
  });
});
