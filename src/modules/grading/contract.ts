/**
 * Terms: a *runner* judges answers by a machine: the sandbox, a grading service, a container. A *grader* is what a runner
 * asks and what can be out of order: one service, by its address, or the runner itself. What a runner throws is a *system
 * failure*: it costs the learner nothing, and the grading runs again.
 *
 * `src/modules/grading/testing/runners.ts` has the suite that every runner passes.
 */
import type { Activity, AnswerFile, Judgement } from '#modules/content/contract.ts';

/** One grading, as a runner gets it. The same submission and number may come twice: then nobody knows what became of it. */
export interface RunnerJob {
  learnerId: string;
  submissionId: string;
  /** Of the grading; the first of a submission is 1. */
  number: number;
  /** Of the submission: the learner's how many-th try. */
  attempt: number;
  /** What was answered. */
  activity: Activity;
  /** What the activity's kind asks for (`GradingTask.spec`). */
  spec: unknown;
  answer: unknown;
  files: readonly AnswerFile[];
  /** Bytes of one of `files`. */
  read(file: AnswerFile): Promise<Uint8Array>;
  /** Aborted when the time is up or another worker has the grading now; what comes after that counts no more. */
  signal: AbortSignal;
}

export type RunnerResult =
  | { outcome: 'judged'; judgement: Judgement }
  /** Somebody else will call `deliver`; if nobody has by then, it is a failure. */
  | { outcome: 'pending'; until: Date }
  /** The answer cannot be judged (no file, does not parse): it costs no attempt. Sanitized HTML. */
  | { outcome: 'rejected'; feedback: string[] };

export interface Runner {
  /** As `GradingTask.runner` says it. */
  name: string;
  /** Longest it may take; then it is aborted, which is a failure. */
  longestSeconds: number;
  /** Why this can never run here (no such language, not set up), for staff; null: it can. */
  check(spec: unknown): string | null;
  /** The grader that this would ask, where the runner asks several; else its own name. */
  graderOf?(spec: unknown): string;
  grade(job: RunnerJob): Promise<RunnerResult>;
}

let known: ReadonlyMap<string, Runner> = new Map();

/** The roof names the runners once, at the start. */
export function useRunners(runners: readonly Runner[]): void {
  known = new Map(runners.map((runner) => [runner.name, runner]));
}

export const findRunner = (name: string): Runner | null => known.get(name) ?? null;
