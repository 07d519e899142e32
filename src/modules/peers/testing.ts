/** Builders for tests: an activity that peers judge, published in a run; learners and staff of it. */
import { randomUUID } from 'node:crypto';
import { Type } from 'typebox';
import { submit } from '#modules/attempts/index.ts';
import { callOfLearner, enrollForTest } from '#modules/attempts/testing.ts';
import { ensureCourse, getRun, type Run, saveOrganization, saveRun } from '#modules/catalog/index.ts';
import { type Activity, type ActivityType, useActivityTypes } from '#modules/content/contract.ts';
import { findActivity, publishRelease } from '#modules/content/index.ts';
import { courseOf } from '#modules/content/testing.ts';
import { system } from '#platform/actor.ts';

/** Text that people read. */
const tell: ActivityType<unknown, string> = {
  ...{ name: 'tell', attributes: [], defaultPoints: 10, settings: Type.Unknown(), answer: Type.String() },
  judgedBy: ['staff', 'peers'],
  read: ({ children }) => ({ settings: {}, prompt: children }),
  describe: (answer) => answer,
  view: () => null,
};

export const useTellActivity = (): void => useActivityTypes(new Map([['tell', tell as ActivityType]]));

export interface TestPeers {
  run: Run;
  activity: Activity;
}

export async function publishPeers(attributes: string): Promise<TestPeers> {
  const key = `c${randomUUID()}`;
  const courseId = await ensureCourse(await saveOrganization('harbor', 'Harbor'), key, 'Test');
  const source = courseOf(`:::tell{#essay judged-by=peers points=10 ${attributes}}\nTell.\n:::\n`);
  const author = { actor: system('test'), now: new Date(), requestId: 'test' };
  const { release, problems } = await publishRelease(author, { courseId, source });
  const activity = release && findActivity(release, 'essay');
  if (!activity) throw new Error(JSON.stringify(problems));
  await saveRun(courseId, 'open', release.id, {});
  return { run: await getRun('harbor', key, 'open'), activity };
}

export type PersonCall = ReturnType<typeof callOfLearner>;

export async function learnersOf({ run }: TestPeers, count: number): Promise<PersonCall[]> {
  const calls = Array.from({ length: count }, () => callOfLearner());
  for (const call of calls) await enrollForTest(call.actor.id, run.id);
  return calls;
}

export const handIn = (call: PersonCall, { run, activity }: TestPeers, answer = 'My text.') =>
  submit(call, { run, activity, id: randomUUID(), answer });

/** The same person so many days later. */
export const daysLater = (call: PersonCall, days: number): PersonCall => ({
  ...call,
  now: new Date(Date.now() + days * 24 * 3_600_000),
});
