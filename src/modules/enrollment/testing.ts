/** Builders for tests: a course of two sections, the rules of a run, what a learner has of their own. */
import type { DatedActivity, DatedRelease } from './rules/chain.ts';
import { defaultFairness } from './rules/outage.ts';
import type { LearnerTimes, RunRules } from './schema.ts';

export const datedActivity = (over: Partial<DatedActivity> = {}): DatedActivity => ({
  ...{ key: 'q', unitKey: 'moon', type: 'ask', attempts: null },
  ...over,
});

type Outline = DatedRelease['outline'];

/** Section `why` with the unit `moon` in it. */
export const datedRelease = (
  dates: { section?: Outline[number]['dates']; unit?: Outline[number]['dates'] } = {},
  late?: DatedRelease['grading']['late'],
): DatedRelease => ({
  grading: { pass: null, letters: [], counts: 'best', categories: [], ...(late && { late }) },
  outline: [
    {
      ...{ kind: 'section', key: 'why', title: 'Why', category: null },
      ...(dates.section && { dates: dates.section }),
      children: [
        {
          ...{ kind: 'unit', key: 'moon', title: 'Moon', category: null, activities: ['q'] },
          ...(dates.unit && { dates: dates.unit }),
        },
      ],
    },
  ],
});

export const runRules = (over: Partial<RunRules> = {}): RunRules => ({
  ...{ runId: 'run', organization: 'harbor', zone: 'Europe/Helsinki', startsAt: null, endsAt: null },
  ...{ dates: [], cohorts: [], late: null, fairness: defaultFairness, degraded: [] },
  ...{ exceptions: [], lastEnrolledAt: null },
  ...over,
});

export const learnerTimes = (over: Partial<LearnerTimes> = {}): LearnerTimes => ({
  learnerId: '00000000-0000-4000-8000-000000000001',
  enrolledAt: new Date('2026-09-01T09:00:00Z'),
  ...{ cohort: null, extensions: [], accommodations: [] },
  ...over,
});
