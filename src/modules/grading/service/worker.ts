/**
 * The worker: takes gradings and trials from the queue, a few at once, and renews its leases on them. What a worker
 * holds when it dies is free again after `leaseSeconds`, so a result comes at most some ten seconds later.
 */
import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { findActivity, getRelease } from '#modules/content/index.ts';
import { isUnreachable, outsideTransaction } from '#platform/database.ts';
import { failpoint } from '#platform/failpoint.ts';
import { log } from '#platform/log.ts';
import { renewSeconds, suspectLosses } from '../rules/queue.ts';
import { type Claimed, claimGrading, countRefused, releaseClaim, renewLeases } from '../store/queue.ts';
import { type ClaimedTrial, claimTrial, renewTrials, saveTrial } from '../store/trials.ts';
import { askMachine, CannotRun } from './machine.ts';
import { settle, settleFailure } from './results.ts';

/** Of this process; what is handed in here is taken up at once, where others look twice a second. */
let ofProcess: Worker | undefined;
export const wakeWorker = (): void => ofProcess?.wake();

export interface Worker {
  /** Looks for work now: something was handed in by this process. */
  wake(): void;
  /** Takes nothing new and waits for what runs; what takes too long is left to another worker. */
  stop(): Promise<void>;
}

export interface WorkerOptions {
  /** How many at once. */
  slots: number;
  pollMs?: number;
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

/** One round trip when nothing waits. */
const usualPollMs = 500;
const stopMs = 5_000;

async function activityOf(releaseId: string, key: string) {
  const activity = findActivity(await getRelease(releaseId), key);
  if (!activity) throw new CannotRun(`the release has no activity ${key}`);
  return activity;
}

/** What a worker did after it had lost its claim is refused like a result that comes too late. */
async function stopShort(claim: Claimed): Promise<void> {
  if (await releaseClaim(claim, claim.worker)) return;
  await countRefused(claim);
  log().warn(
    { submission: claim.submissionId, number: claim.number },
    'a grading was lost to another worker',
  );
}

/** A claimed grading to its end, whatever it is. */
async function runGrading(claim: Claimed, signal: AbortSignal): Promise<void> {
  if (claim.state === 'needs-staff') {
    log().warn({ submission: claim.submissionId, losses: claim.losses }, 'a grading is handed to staff');
    return;
  }
  const fence = { worker: claim.worker };
  try {
    const activity = await activityOf(claim.releaseId, claim.activityKey);
    failpoint('grading.mid-run');
    await settle(claim, fence, await askMachine({ ...claim, activity, signal }));
  } catch (error) {
    // The result is lost with the database; the lease ends and the grading runs again.
    if (isUnreachable(error)) throw error;
    // Lost to another worker, or this one stops: no fault of the grading.
    if (signal.aborted) return stopShort(claim);
    const final = error instanceof CannotRun;
    const { submissionId: submission, number, grader } = claim;
    const reason = messageOf(error);
    const state = await settleFailure(claim, fence, { grader, text: reason, final });
    log().warn({ submission, number, grader, state, reason: reason.slice(0, 300) }, 'a grading failed');
  }
}

async function runTrial(trial: ClaimedTrial, signal: AbortSignal): Promise<void> {
  try {
    const activity = await activityOf(trial.releaseId, trial.activityKey);
    const job = { ...trial, submissionId: trial.id, number: 1, attempt: 0 };
    const result = await askMachine({ ...job, activity, signal, trial: true });
    if (result.outcome === 'judged') await saveTrial(trial.id, 'judged', result.judgement);
    else if (result.outcome === 'rejected')
      await saveTrial(trial.id, 'rejected', { score: 0, feedback: result.feedback });
    else throw new CannotRun('a trial cannot be called back');
  } catch (error) {
    if (isUnreachable(error)) throw error;
    log().warn({ activity: trial.activityKey, cause: messageOf(error) }, 'a trial failed');
    await saveTrial(trial.id, 'failed', null);
  }
}

export function openWorker({ slots, pollMs = usualPollMs }: WorkerOptions): Worker {
  const name = `${hostname()} ${process.pid}`;
  const gradings = new Map<string, AbortController>();
  const trials = new Map<string, AbortController>();
  const running = new Set<Promise<void>>();
  let suspectRuns = false;
  let trialsFirst = false;
  let closing = false;
  let looking: Promise<void> | null = null;

  function hold(held: Map<string, AbortController>, id: string, run: (signal: AbortSignal) => Promise<void>) {
    const control = new AbortController();
    held.set(id, control);
    const work = run(control.signal)
      .catch((err) => log().warn({ err }, 'a grading was left to its lease'))
      .finally(() => {
        held.delete(id);
        running.delete(work);
        if (running.size === 0) suspectRuns = false;
        wake();
      });
    running.add(work);
  }

  async function takeGrading(): Promise<boolean> {
    failpoint('grading.before-claim');
    const claim = await claimGrading(`${name} ${randomUUID()}`, running.size === 0);
    if (!claim) return false;
    suspectRuns = claim.losses >= suspectLosses;
    hold(gradings, claim.worker, (signal) => runGrading(claim, signal));
    return true;
  }

  async function takeTrial(): Promise<boolean> {
    const trial = await claimTrial();
    if (trial) hold(trials, trial.id, (signal) => runTrial(trial, signal));
    return trial !== null;
  }

  /** In turn, so that neither those who hand in nor those who try wait for all of the others. */
  async function takeNext(): Promise<boolean> {
    trialsFirst = !trialsFirst;
    const [first, second] = trialsFirst ? [takeTrial, takeGrading] : [takeGrading, takeTrial];
    return (await first()) || (await second());
  }

  async function look(): Promise<void> {
    while (!closing && !suspectRuns && running.size < slots) if (!(await takeNext())) return;
  }

  function wake(): void {
    if (closing) return;
    looking ??= outsideTransaction(look)
      .catch((err) => log().warn({ err }, 'the queue of gradings could not be read'))
      .finally(() => {
        looking = null;
      });
  }

  async function renewAll(held: Map<string, AbortController>, renew: typeof renewLeases): Promise<void> {
    const ids = [...held.keys()];
    if (ids.length === 0) return;
    const kept = await renew(ids);
    for (const id of ids) if (!kept.has(id)) held.get(id)?.abort(new Error('another worker has it now'));
  }

  const poll = setInterval(wake, pollMs);
  const renewing = setInterval(
    () =>
      void Promise.all([renewAll(gradings, renewLeases), renewAll(trials, renewTrials)]).catch((err) =>
        log().warn({ err }, 'leases could not be renewed'),
      ),
    renewSeconds * 1_000,
  );
  wake();
  ofProcess = {
    wake,
    async stop() {
      closing = true;
      ofProcess = undefined;
      clearInterval(poll);
      await looking;
      const patience = setTimeout(() => {
        for (const control of [...gradings.values(), ...trials.values()])
          control.abort(new Error('the worker stops'));
      }, stopMs);
      await Promise.all(running);
      clearTimeout(patience);
      clearInterval(renewing);
    },
  };
  return ofProcess;
}
