/** Builders for tests: a run, an activity that anybody can answer, a call by an enrolled learner. */
import { randomUUID } from 'node:crypto';
import { Type } from 'typebox';
import type { Run } from '#modules/catalog/index.ts';
import { type Activity, type ActivityType, useActivityTypes } from '#modules/content/contract.ts';
import { keepTestRelease, testReleaseId } from '#modules/content/testing.ts';
import { query } from '#platform/database.ts';
import type { Call } from '#platform/endpoint.ts';

/** Right is "yes"; "?" cannot be judged. */
const askType: ActivityType<unknown, string> = {
  name: 'ask',
  attributes: [],
  defaultPoints: 1,
  settings: Type.Unknown(),
  answer: Type.String({ maxLength: 20 }),
  read: () => ({ settings: {}, prompt: [] }),
  refuse: (answer) => (answer === '?' ? 'not an answer' : null),
  judge: (answer) => ({ score: answer === 'yes' ? 1 : 0 }),
  view: () => null,
};

export const useTestActivities = (): void => useActivityTypes(new Map([['ask', askType as ActivityType]]));

export const testActivity = (over: Partial<Activity> = {}): Activity => ({
  key: 'q',
  type: 'ask',
  title: null,
  unitKey: 'u',
  points: 1,
  attempts: null,
  showAnswer: 'finished',
  prompt: '',
  hints: [],
  solution: null,
  settings: {},
  ...over,
});

export const testRun = (over: Partial<Run> = {}): Run => ({
  id: randomUUID(),
  key: 'open',
  courseId: randomUUID(),
  courseKey: 'tides',
  courseTitle: 'Tides',
  organizationKey: 'harbor',
  organizationName: 'Harbor',
  releaseId: testReleaseId,
  pilot: null,
  open: false,
  zone: 'UTC',
  startsAt: null,
  endsAt: null,
  enrollmentOpensAt: null,
  enrollmentClosesAt: null,
  hasEnrollmentKey: false,
  selfEnrollment: true,
  ...over,
});

export function callOfLearner(id: string = randomUUID()): Call & { actor: { kind: 'person'; id: string } } {
  return {
    actor: {
      kind: 'person',
      id,
      name: 'Ada',
      email: 'ada@example.org',
      locale: null,
      timeZone: null,
      grants: [],
      sessionId: id,
    },
    now: new Date(),
    requestId: randomUUID(),
    locale: 'en',
    ip: '',
    idempotencyKey: null,
    header: () => null,
    csrf: () => '',
  } as Call & { actor: { kind: 'person'; id: string } };
}

export async function enrollForTest(learnerId: string, runId: string): Promise<void> {
  await keepTestRelease();
  await query('insert into enrollment.enrollment (learner_id, run_id) values ($1, $2)', [learnerId, runId]);
}
