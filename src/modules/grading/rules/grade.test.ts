import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Activity } from '#modules/content/contract.ts';
import type { GradingPolicy, OutlineSection, OutlineUnit } from '#modules/content/index.ts';
import { type ActivityResult, gradeCourse } from './grade.ts';

const activity = (key: string, points = 1): Activity => ({
  key,
  type: 'choice',
  title: key,
  unitKey: 'u',
  points,
  attempts: null,
  showAnswer: 'finished',
  prompt: '',
  hints: [],
  solution: null,
  settings: {},
});

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

const results = (
  scores: Record<string, number>,
  last: Record<string, number> = scores,
): Map<string, ActivityResult> =>
  new Map(
    Object.entries(scores).map(([key, bestScore]) => [
      key,
      { attempts: 1, bestScore, lastScore: last[key] ?? null },
    ]),
  );

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

  it('takes the best attempt or the last, as the policy says', () => {
    const scores = results({ a: 1, b: 1, c: 1, d: 1, e: 1 }, { a: 0, b: 0, c: 0, d: 0, e: 0 });
    expect(gradeCourse(course(), scores).percent).toBe(100);
    expect(gradeCourse(course(policy({ counts: 'last' })), scores).percent).toBe(0);
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
});
