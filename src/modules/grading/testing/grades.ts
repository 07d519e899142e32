/** Builders for tests: facts and courses for the fold of grades. */
import type { Activity } from '#modules/content/contract.ts';
import type { GradingPolicy } from '#modules/content/index.ts';
import type { GradedCourse } from '../rules/grade.ts';
import type { ActivityFacts, AttemptFact, Override } from '../schema.ts';

export const attemptFact = (
  number: number,
  score: number | null,
  over: Partial<AttemptFact> = {},
): AttemptFact => ({
  submissionId: `s${number}`,
  attempt: number,
  receivedAt: new Date(Date.UTC(2026, 9, number)),
  state: score === null ? 'waiting' : 'judged',
  score,
  grading: null,
  late: null,
  ...over,
});

export const overrideOf = (over: Partial<Override>): Override => ({
  ...{ version: 1, points: null, excused: false, comment: null, reason: null, madeBy: null },
  madeAt: new Date(Date.UTC(2026, 9, 9)),
  ...over,
});

/** A number is one attempt with that score. */
export const factsOf = (
  told: Record<string, number | AttemptFact[] | ActivityFacts>,
): Map<string, ActivityFacts> =>
  new Map(
    Object.entries(told).map(([key, one]) => {
      if (typeof one === 'number') return [key, { attempts: [attemptFact(1, one)], override: null }];
      return [key, Array.isArray(one) ? { attempts: one, override: null } : one];
    }),
  );

export const activityOf = (key: string, points = 1): Activity => ({
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

/** Activities `a0`, `a1` … of a point each, each an assignment of the one category `all`. */
export const courseOf = (count: number, over: Partial<GradingPolicy> = {}): GradedCourse => {
  const keys = Array.from({ length: count }, (_, i) => `a${i}`);
  return {
    grading: {
      pass: 60,
      letters: [],
      counts: 'best',
      categories: [{ key: 'all', title: 'All', weight: 1, drop: 0 }],
      ...over,
    },
    outline: [
      {
        kind: 'section',
        key: 's',
        title: 's',
        category: null,
        children: keys.map((key) => ({
          kind: 'unit',
          key: `u-${key}`,
          title: key,
          category: 'all',
          activities: [key],
        })),
      },
    ],
    activities: keys.map((key) => activityOf(key)),
  };
};
