/** The suite that every runner passes: the sandbox, grading services, containers. */
import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Runner, RunnerJob, RunnerResult } from '../contract.ts';
import { checkedJudgement } from '../rules/queue.ts';

/** What matters of a job; the rest is filled in. */
export type SampleJob = Partial<RunnerJob> & Pick<RunnerJob, 'spec'>;

export interface RunnerSample {
  runner: Runner;
  /** An answer that deserves full points, and one that deserves less. */
  right(): SampleJob;
  wrong(): SampleJob;
  /** One that would never end; absent: the runner waits for nothing. */
  endless?(): SampleJob;
  /** A spec that it can never run. */
  impossible: unknown;
}

const jobOf = (given: SampleJob): RunnerJob => ({
  learnerId: randomUUID(),
  submissionId: randomUUID(),
  number: 1,
  attempt: 1,
  activity: {} as RunnerJob['activity'],
  answer: null,
  files: [],
  read: () => Promise.reject(new Error('no such file')),
  signal: new AbortController().signal,
  ...given,
});

/** As the queue would store it, which refuses what cannot be. */
const judgementOf = (result: RunnerResult) => {
  if (result.outcome !== 'judged') throw new Error(`the outcome is ${result.outcome}`);
  return checkedJudgement(result.judgement);
};

/** `sample` is called inside of the tests, so that it may use what hooks have made. */
export function describeRunner(name: string, sample: () => RunnerSample): void {
  describe(`the runner ${name}`, () => {
    test('gives full points to a right answer and less to a wrong one', async () => {
      const { runner, right, wrong } = sample();
      expect(judgementOf(await runner.grade(jobOf(right()))).score).toBe(1);
      expect(judgementOf(await runner.grade(jobOf(wrong()))).score).toBeLessThan(1);
    });

    test('says the same of the same answer twice', async () => {
      const { runner, wrong } = sample();
      const job = jobOf(wrong());
      const first = judgementOf(await runner.grade(job));
      expect(judgementOf(await runner.grade(job)).score).toBe(first.score);
    });

    test('judges several at once, each for itself', async () => {
      const { runner, right, wrong } = sample();
      const jobs = [right(), wrong(), right()].map(jobOf);
      const results = await Promise.all(jobs.map((job) => runner.grade(job)));
      expect(results.map((result) => judgementOf(result).score === 1)).toEqual([true, false, true]);
    });

    test('knows beforehand what it can never run', () => {
      const { runner, right, impossible } = sample();
      expect(runner.check(right().spec)).toBeNull();
      expect(runner.check(impossible)).toEqual(expect.any(String));
    });

    test('stops when it is told to', async ({ skip }) => {
      const { runner, endless } = sample();
      if (!endless) return skip('the runner waits for nothing');
      const control = new AbortController();
      const grading = runner.grade(jobOf({ ...endless(), signal: control.signal }));
      setTimeout(() => control.abort(new Error('enough')), 200);
      await expect(grading).rejects.toThrow();
    });
  });
}
