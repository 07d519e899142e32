import { describe, expect, it } from 'vitest';
import type { Extension, LearnerTimes } from '../schema.ts';
import { datedActivity, datedRelease, learnerTimes, runRules } from '../testing.ts';
import { inheritedMoments } from './inherited.ts';
import { momentsOf } from './moments.ts';
import { lastDueOf } from './together.ts';

const release = datedRelease({ unit: { due: '2026-10-05T23:59' } });
const activity = datedActivity({ attempts: 1 });
const dueAt = new Date('2026-10-05T20:59:00Z');
const moreTime: Extension = { kind: 'run', key: '', by: 'P2D', until: null, attempts: 1, reason: 'ill' };
const of = (over: Partial<LearnerTimes> = {}) =>
  momentsOf({ release, rules: runRules(), learner: learnerTimes(over) }, activity);
const extended = of({ extensions: [moreTime] });

describe('a group', () => {
  it('has the time and the attempts of the member who has most', () => {
    const since = new Date('2026-09-20T00:00:00Z');
    const moments = inheritedMoments(of(), [{ moments: extended, since }]);
    expect(moments).toMatchObject({ dueAt: extended.dueAt, attempts: 2 });
    expect(moments.because.find(({ moment }) => moment === 'dueAt')?.rule).toBe('extension');
  });

  it('inherits nothing from somebody who joined after one’s own deadline', () => {
    const since = new Date(dueAt.getTime() + 1);
    expect(inheritedMoments(of(), [{ moments: extended, since }])).toMatchObject({ dueAt, attempts: 1 });
  });

  it('takes nothing from the member who has more', () => {
    const fellows = [{ moments: of(), since: new Date(0) }];
    expect(inheritedMoments(extended, fellows)).toEqual(extended);
  });
});

describe('everybody’s deadline', () => {
  it('is that of the last learner', () => {
    const learner = (over: Partial<LearnerTimes>) => learnerTimes(over);
    const exceptions = [
      learner({ extensions: [moreTime] }),
      learner({ extensions: [{ ...moreTime, by: 'P9D' }] }),
    ];
    expect(lastDueOf({ release, rules: runRules() }, activity)).toEqual(dueAt);
    expect(lastDueOf({ release, rules: runRules({ exceptions }) }, activity)).toEqual(
      new Date('2026-10-14T20:59:00Z'),
    );
  });

  it('is null where nothing is due', () => {
    expect(lastDueOf({ release: datedRelease(), rules: runRules() }, activity)).toBeNull();
  });
});
