import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { submit } from '#modules/attempts/index.ts';
import {
  callOfLearner,
  enrollForTest,
  testActivity,
  testRun,
  useTestActivities,
} from '#modules/attempts/testing.ts';
import type { Run } from '#modules/catalog/index.ts';
import type { Activity } from '#modules/content/contract.ts';
import { query } from '#platform/database.ts';
import type { Call } from '#platform/endpoint.ts';
import { useTestMachines } from '#platform/testing.ts';
import {
  accommodate,
  assignCohort,
  beat,
  changeDates,
  changeRunPolicy,
  dissolveCohort,
  type Extension,
  extendTime,
  findCalendarLearner,
  getOwnTimes,
  getRunRules,
  inheritedMoments,
  loadTimes,
  makeCohort,
  momentsOf,
  recordDegraded,
  renewCalendar,
  withdrawExtension,
} from './index.ts';
import { datedRelease } from './testing.ts';

useTestMachines();
beforeAll(useTestActivities);

const teacher = callOfLearner();
const run = (over: Partial<Run> = {}) => testRun({ zone: 'Europe/Helsinki', ...over });
const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000);
/** The wall time of UTC, for activities of a run in UTC. */
const wall = (at: Date) => at.toISOString().slice(0, 19);

async function learnerOf(of: Run): Promise<Call & { actor: { id: string } }> {
  const call = callOfLearner();
  await enrollForTest(call.actor.id, of.id);
  return call as Call & { actor: { id: string } };
}
const extension = (over: Partial<Extension> = {}): Extension => ({
  ...{ kind: 'run', key: '', by: null, until: null, attempts: 0, reason: '' },
  ...over,
});
async function momentsFor(of: Run, learnerId: string, activity: Activity) {
  const learner = (await loadTimes(of, [learnerId])).get(learnerId) ?? null;
  return momentsOf({ release: datedRelease(), rules: await getRunRules(of), learner }, activity);
}
const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    (error: { code?: string }) => error.code,
  );
const send = (call: Call, of: Run, activity: Activity) =>
  codeOf(submit(call, { run: of, activity, id: randomUUID(), answer: 'yes' }));

describe('handing in', () => {
  it('is refused before the opening and after the close, by the database’s clock', async () => {
    const of = run({ zone: 'UTC' });
    const call = await learnerOf(of);
    const early = testActivity({ dates: { opens: wall(inHours(1)) } });
    const late = testActivity({ dates: { closes: wall(inHours(-1)) } });
    // A web node whose clock is ten minutes wrong, and a client that sends its own time, change nothing.
    for (const hours of [-2, 0, 2]) {
      const skewed = { ...call, now: inHours(hours) };
      expect(await send(skewed, of, early)).toBe('activity-not-open');
      expect(await send(skewed, of, late)).toBe('activity-closed');
    }
  });

  it('is possible again for whoever has an extension, and for nobody else', async () => {
    const of = run({ zone: 'UTC' });
    const [one, other] = [await learnerOf(of), await learnerOf(of)];
    const activity = testActivity({ dates: { closes: wall(inHours(-1)) } });
    await extendTime(teacher, of, [one.actor.id], extension({ by: 'PT2H', reason: 'ill' }));
    expect([await send(one, of, activity), await send(other, of, activity)]).toEqual([
      null,
      'activity-closed',
    ]);
    await withdrawExtension(teacher, of, one.actor.id, { kind: 'run', key: '' });
    expect(await send(one, of, activity)).toBe('activity-closed');
  });

  it('of fifty at the same moment with one extra attempt left takes exactly one', async () => {
    const of = run();
    const call = await learnerOf(of);
    const activity = testActivity({ attempts: 1 });
    expect(await send(call, of, activity)).toBeNull();
    await extendTime(teacher, of, [call.actor.id], extension({ attempts: 1 }));
    const sent = await Promise.all(Array.from({ length: 50 }, () => send(call, of, activity)));
    expect(sent.filter((code) => code === null)).toHaveLength(1);
    expect(new Set(sent)).toEqual(new Set([null, 'no-attempts-left']));
  });
});

describe('staff', () => {
  it('give nothing to themselves, neither alone nor among others, nor by a cohort', async () => {
    const of = run();
    const self = await learnerOf(of);
    const other = await learnerOf(of);
    const mine = extension({ by: 'P1D' });
    expect(await codeOf(extendTime(self, of, [self.actor.id], mine))).toBe('not-for-oneself');
    expect(await codeOf(extendTime(self, of, [other.actor.id, self.actor.id], mine))).toBe('not-for-oneself');
    await makeCohort(teacher, of, { key: 'late', title: 'Late' });
    expect(await codeOf(assignCohort(self, of, [self.actor.id], 'late'))).toBe('not-for-oneself');
    const always = { organization: '', timeFactor: 2, laterBy: null, validUntil: null };
    expect(await codeOf(accommodate(self, self.actor.id, always, ''))).toBe('not-for-oneself');
    expect((await loadTimes(of, [other.actor.id])).get(other.actor.id)?.extensions).toEqual([]);
  });

  it('cannot take time away by an extension', async () => {
    const of = run();
    const { id } = (await learnerOf(of)).actor;
    for (const wrong of ['-P1D', 'P-1D', 'PT0H', 'P0D', 'tomorrow'])
      expect(await codeOf(extendTime(teacher, of, [id], extension({ by: wrong })))).toBe('bad-dates');
    expect(await codeOf(extendTime(teacher, of, [id], extension({ attempts: -1 })))).toBe('bad-dates');
    expect(await codeOf(extendTime(teacher, of, [id], extension()))).toBe('bad-dates');
    const both = extension({ by: 'P1D', until: '2026-10-05T12:00' });
    expect(await codeOf(extendTime(teacher, of, [id], both))).toBe('bad-dates');
  });

  it('cannot write dates at what the course has not, or out of order', async () => {
    const of = run();
    await learnerOf(of);
    const nowhere = { kind: 'unit', key: 'nowhere', cohort: '' } as const;
    const everywhere = { kind: 'run', key: '', cohort: '' } as const;
    expect(await codeOf(changeDates(teacher, of, nowhere, { due: 'P1D' }))).toBe('no-such-target');
    const turned = { due: '2026-10-05T12:00', closes: '2026-10-04T12:00' };
    expect(await codeOf(changeDates(teacher, of, everywhere, turned))).toBe('bad-dates');
    expect(await codeOf(changeDates(teacher, of, everywhere, { due: '2026-02-30T12:00' }))).toBe('bad-dates');
  });

  it('give no extension to somebody who is not in the run', async () => {
    const of = run();
    const stranger = callOfLearner().actor.id;
    await learnerOf(of);
    await extendTime(teacher, of, [stranger], extension({ by: 'P1D' }));
    expect(await query('select 1 from enrollment.extension where learner_id = $1', [stranger])).toEqual([]);
  });

  it('leave an entry in the audit log with every change', async () => {
    const of = run();
    const { id } = (await learnerOf(of)).actor;
    await extendTime(teacher, of, [id], extension({ by: 'P1D', reason: 'ill' }));
    await changeDates(teacher, of, { kind: 'run', key: '', cohort: '' }, { due: 'P9D' });
    const entries = await query<{ action: string }>(
      'select action from audit.entry where subject = $1 order by id',
      [`run:${of.id}`],
    );
    expect(entries.map(({ action }) => action)).toEqual(['enrollment.extend', 'enrollment.change-dates']);
  });
});

describe('the rules of a run', () => {
  const activity = testActivity();

  it('hold on the next question after they were changed', async () => {
    const of = run();
    const { id } = (await learnerOf(of)).actor;
    expect((await momentsFor(of, id, activity)).dueAt).toBeNull();
    const everywhere = { kind: 'run', key: '', cohort: '' } as const;
    await changeDates(teacher, of, everywhere, { due: '2026-10-05T23:59' });
    expect((await momentsFor(of, id, activity)).dueAt).toEqual(new Date('2026-10-05T20:59:00Z'));
    await changeDates(teacher, of, everywhere, { due: ' ' });
    expect((await momentsFor(of, id, activity)).dueAt).toBeNull();
  });

  it('are those of a cohort for its members, until it is dissolved', async () => {
    const of = run();
    const [member, other] = [(await learnerOf(of)).actor.id, (await learnerOf(of)).actor.id];
    await makeCohort(teacher, of, { key: 'tuesday', title: 'Tuesday' });
    expect(await codeOf(makeCohort(teacher, of, { key: 'tuesday', title: 'Again' }))).toBe('cohort-taken');
    expect(await codeOf(assignCohort(teacher, of, [member], 'monday'))).toBe('cohort-not-found');
    await assignCohort(teacher, of, [member], 'tuesday');
    await changeDates(teacher, of, { kind: 'run', key: '', cohort: 'tuesday' }, { due: '2026-10-06T12:00' });
    const due = async (id: string) => (await momentsFor(of, id, activity)).dueAt;
    expect([await due(member), await due(other)]).toEqual([new Date('2026-10-06T09:00:00Z'), null]);
    await dissolveCohort(teacher, of, 'tuesday');
    expect(await due(member)).toBeNull();
  });

  it('hold a late policy and fairness of their own', async () => {
    const of = run();
    const late = { percent: 20, per: 'P1D', grace: null, floor: 0 };
    await changeRunPolicy(teacher, of, { late, windowHours: 0, minimumMinutes: null });
    expect(await getRunRules(of)).toMatchObject({ late, fairness: { windowHours: 0, minimumMinutes: 15 } });
    const wrong = { late: { ...late, per: 'P0D' }, windowHours: null, minimumMinutes: null };
    expect(await codeOf(changeRunPolicy(teacher, of, wrong))).toBe('bad-dates');
  });

  it('follow an accommodation at once, in every run of its organization', async () => {
    const of = run();
    const { id } = (await learnerOf(of)).actor;
    const everywhere = { kind: 'run', key: '', cohort: '' } as const;
    await changeDates(teacher, of, everywhere, { due: '2026-10-05T23:59' });
    await accommodate(
      teacher,
      id,
      { organization: 'harbor', timeFactor: 1.5, laterBy: 'P2D', validUntil: null },
      '',
    );
    expect(await momentsFor(of, id, activity)).toMatchObject({
      dueAt: new Date('2026-10-07T20:59:00Z'),
      timeFactor: 1.5,
    });
    expect((await getRunRules(of)).exceptions.map(({ learnerId }) => learnerId)).toEqual([id]);
  });

  it('are not moved by an accommodation that gives nothing or is over already', async () => {
    const { id } = (await learnerOf(run())).actor;
    const give = (timeFactor: number, validUntil: string | null) =>
      accommodate(teacher, id, { organization: 'harbor', timeFactor, laterBy: null, validUntil }, '');
    const refusedAt = (path: string, message: string) => ({ details: { fields: [{ path, message }] } });
    await expect(give(1, null)).rejects.toMatchObject(refusedAt('timeFactor', 'accommodates-nothing'));
    const day = (days: number) => wall(inHours(24 * days)).slice(0, 10);
    await expect(give(2, day(-3))).rejects.toMatchObject(refusedAt('validUntil', 'day-over'));
    await give(2, day(1));
  });
});

describe('a group', () => {
  it('whose members were changed after the deadline inherits no extension', async () => {
    const of = run({ zone: 'UTC' });
    const [late, extended] = [(await learnerOf(of)).actor.id, (await learnerOf(of)).actor.id];
    const activity = testActivity({ dates: { due: wall(inHours(-1)) } });
    await extendTime(teacher, of, [extended], extension({ by: 'P7D' }));
    const [own, theirs] = [await momentsFor(of, late, activity), await momentsFor(of, extended, activity)];
    expect(inheritedMoments(own, [{ moments: theirs, since: new Date() }]).dueAt).toEqual(own.dueAt);
    expect(inheritedMoments(own, [{ moments: theirs, since: inHours(-2) }]).dueAt).toEqual(theirs.dueAt);
  });
});

describe('an outage', () => {
  const dueNow = () => testActivity({ dates: { due: wall(inHours(0)) } });

  it('that was recorded moves the deadlines of its time', async () => {
    const of = run({ zone: 'UTC' });
    const { id } = (await learnerOf(of)).actor;
    const activity = dueNow();
    const before = (await momentsFor(of, id, activity)).dueAt;
    await recordDegraded('platform', inHours(-1), inHours(-0.5), of);
    const after = await momentsFor(of, id, activity);
    expect((after.dueAt?.getTime() ?? 0) - (before?.getTime() ?? 0)).toBe(3_600_000);
    expect(after.because.find(({ moment }) => moment === 'dueAt')?.rule).toBe('outage');
  });

  it('is a silence of the platform longer than two minutes', async () => {
    const of = run({ zone: 'UTC' });
    const { id } = (await learnerOf(of)).actor;
    const silent = async (minutes: number) => {
      await beat();
      await query('update enrollment.heartbeat set at = at - make_interval(mins => $1)', [minutes]);
      await beat();
    };
    const outages = async () => (await getRunRules(of)).degraded.filter(({ runId }) => runId === null);
    await silent(1);
    expect(await outages()).toEqual([]);
    await silent(40);
    expect(await outages()).toHaveLength(1);
    expect((await momentsFor(of, id, dueNow())).because).toMatchObject([{ moment: 'dueAt', rule: 'outage' }]);
  });
});

describe('the address of a calendar', () => {
  const tokenOf = async (learnerId: string) => (await getOwnTimes(learnerId)).token;

  it('is its learner’s alone, and void once there is a new one', async () => {
    const call = callOfLearner();
    const token = await tokenOf(call.actor.id);
    expect(await findCalendarLearner(token)).toBe(call.actor.id);
    const other = await tokenOf(callOfLearner().actor.id);
    const forged = `${other.slice(0, 22)}${token.slice(22)}`;
    for (const wrong of ['', 'x', token.slice(0, -3), forged])
      expect(await findCalendarLearner(wrong)).toBeNull();
    await renewCalendar(call);
    expect(await findCalendarLearner(token)).toBeNull();
    expect(await findCalendarLearner(await tokenOf(call.actor.id))).toBe(call.actor.id);
  });
});
