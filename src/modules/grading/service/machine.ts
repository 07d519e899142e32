/** Asks a runner about one answer; knows nothing of queues. */
import { seedOf } from '#modules/attempts/index.ts';
import { type Activity, activityTypeOf } from '#modules/content/contract.ts';
import { storage } from '#platform/storage.ts';
import { findRunner, type Runner, type RunnerJob, type RunnerResult } from '../contract.ts';
import { checkedJudgement } from '../rules/queue.ts';

export interface Asked extends Pick<RunnerJob, 'learnerId' | 'submissionId' | 'number' | 'attempt'> {
  activity: Activity;
  answer: unknown;
  signal: AbortSignal;
  /** Visible tests only. */
  trial?: boolean;
}

/** It cannot be done here, however often it is tried. */
export class CannotRun extends Error {}

function specOf({ activity, answer, learnerId, trial }: Asked): { runner: Runner; spec: unknown } {
  const type = activityTypeOf(activity.type);
  const make = trial ? type.trial?.task : type.task;
  if (!make) throw new CannotRun(`${activity.type} asks no machine`);
  const task = make(answer, activity.settings, seedOf(learnerId, activity.key));
  const runner = findRunner(task.runner);
  if (!runner) throw new CannotRun(`there is no runner ${task.runner}`);
  const problem = runner.check(task.spec);
  if (problem) throw new CannotRun(problem);
  return { runner, spec: task.spec };
}

/** The grader that an answer to this activity would go to; '' where none can. */
export function graderOf(activity: Activity, answer: unknown, learnerId: string): string {
  const task = activityTypeOf(activity.type).task?.(
    answer,
    activity.settings,
    seedOf(learnerId, activity.key),
  );
  if (!task) return '';
  return findRunner(task.runner)?.graderOf?.(task.spec) ?? task.runner;
}

/** A runner that does not listen to its signal is left alone with what it does. */
const aborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    const fail = () => reject(signal.reason);
    if (signal.aborted) fail();
    else signal.addEventListener('abort', fail, { once: true });
  });

function checked(result: RunnerResult): RunnerResult {
  if (result.outcome === 'judged') return { ...result, judgement: checkedJudgement(result.judgement) };
  if (result.outcome === 'pending' && Number.isNaN(result.until.getTime()))
    throw new Error('pending for ever');
  return result;
}

/** What the machine says of the answer. Throws `CannotRun`, or whatever broke: a system failure. */
export async function askMachine(asked: Asked): Promise<RunnerResult> {
  const { runner, spec } = specOf(asked);
  const { activity, answer, learnerId, submissionId, number, attempt } = asked;
  const signal = AbortSignal.any([asked.signal, AbortSignal.timeout(runner.longestSeconds * 1_000)]);
  const job: RunnerJob = {
    ...{ learnerId, submissionId, number, attempt, activity, spec, answer, signal },
    files: activityTypeOf(activity.type).files?.(answer) ?? [],
    read: ({ sha256 }) => storage().get(sha256),
  };
  return checked(await Promise.race([runner.grade(job), aborted(signal)]));
}
