/** Builders for tests of grading by machines: a course that a machine judges, and what is handed in there. */
import { randomUUID } from 'node:crypto';
import { Type } from 'typebox';
import { onReceived, type SubmitResult, submit } from '#modules/attempts/index.ts';
import { callOfLearner, enrollForTest, testRun } from '#modules/attempts/testing.ts';
import type { Run } from '#modules/catalog/index.ts';
import { type ActivityType, useActivityTypes } from '#modules/content/contract.ts';
import { findActivity, publishRelease } from '#modules/content/index.ts';
import { courseOf } from '#modules/content/testing.ts';
import { system } from '#platform/actor.ts';
import { queueForMachine } from '../service/queue.ts';

/** A kind that any runner of the name `test` judges; what is asked of it stands in the answer. */
const machineType: ActivityType<unknown, string> = {
  name: 'machine',
  attributes: [],
  defaultPoints: 10,
  settings: Type.Unknown(),
  answer: Type.String({ maxLength: 100 }),
  judgedBy: ['machine', 'staff'],
  read: ({ children }) => ({ settings: {}, prompt: children }),
  task: (answer) => ({ runner: 'test', spec: { answer } }),
  trial: { isOffered: () => true, task: (answer) => ({ runner: 'test', spec: { answer } }) },
  view: () => null,
};

type LearnerCall = ReturnType<typeof callOfLearner>;

export interface HandedIn extends SubmitResult {
  learnerId: string;
  submissionId: string;
}

export interface MachineCourse {
  run: Run;
  /** Somebody new who is enrolled. */
  enter(): Promise<LearnerCall>;
  /** Hands in at the activity `task`; without a call as somebody new. */
  handIn(answer: string, call?: LearnerCall): Promise<HandedIn>;
}

/** A run whose activity `task` a machine judges, with two attempts. */
export async function openMachineCourse(): Promise<MachineCourse> {
  useActivityTypes(new Map([['machine', machineType as ActivityType]]));
  onReceived(queueForMachine);
  const { release } = await publishRelease(
    { actor: system('test'), now: new Date(), requestId: 'test' },
    { courseId: randomUUID(), source: courseOf(':::machine{#task attempts=2}\nWhat?\n:::\n') },
  );
  const activity = release && findActivity(release, 'task');
  if (!activity) throw new Error('the course did not compile');
  const run = testRun({ releaseId: release.id });
  const enter = async () => {
    const call = callOfLearner();
    await enrollForTest(call.actor.id, run.id);
    return call;
  };
  return {
    run,
    enter,
    async handIn(answer, given) {
      const call = given ?? (await enter());
      const id = randomUUID();
      const result = await submit(call, { run, activity, id, answer });
      return { ...result, learnerId: call.actor.id, submissionId: id };
    },
  };
}
