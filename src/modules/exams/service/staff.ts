/** What staff do about sittings: more time, opening again, ending. The caller has checked who may. */
import { record } from '#modules/audit/index.ts';
import { listRunsById, type Run } from '#modules/catalog/index.ts';
import { outsideTransaction, transaction, violatedKey } from '#platform/database.ts';
import type { Call } from '#platform/endpoint.ts';
import { log } from '#platform/log.ts';
import { Refusal } from '#platform/refusal.ts';
import { refusals } from '../schema.ts';
import type { SittingKey } from '../store/sitting.ts';
import * as store from '../store/staff.ts';
import { finishKey } from './finishing.ts';

const subjectOf = ({ runId, examKey }: Pick<SittingKey, 'runId' | 'examKey'>) => `exam:${runId}/${examKey}`;

/** Gives minutes to one learner, or to all who are in; how many got them. */
export const giveTime = (
  call: Call,
  exam: Pick<SittingKey, 'runId' | 'examKey'>,
  learnerId: string | null,
  minutes: number,
): Promise<number> =>
  transaction(async () => {
    const learners = await store.addMinutes(exam.runId, exam.examKey, learnerId, minutes);
    if (learnerId && learners.length === 0) throw new Refusal(refusals['sitting-over']);
    await record(call, 'exams.give-time', subjectOf(exam), { minutes, learners });
    return learners.length;
  });

/** A finished sitting goes on, for so many minutes from now; its answers are as they were. */
export async function reopenSitting(call: Call, key: SittingKey, minutes: number): Promise<void> {
  try {
    await transaction(async () => {
      if (!(await store.reopenSitting(key, minutes))) throw new Refusal(refusals['sitting-not-found']);
      const { learnerId, number } = key;
      await record(call, 'exams.reopen', subjectOf(key), { learner: learnerId, number, minutes });
    });
  } catch (error) {
    if (violatedKey(error) === null) throw error;
    throw new Refusal(refusals['sitting-under-way']);
  }
}

export const endSitting = (call: Call, run: Run, key: SittingKey): Promise<void> =>
  finishKey(call, run, key, 'staff');

/** More at once would make one run of the job long; the next begins where it stopped. */
const mostAtOnce = 2_000;

/** Hands in what time has ended. One that cannot be handed in holds no other up. */
export async function finishOver(call: Call): Promise<number> {
  const keys = await store.listOver(mostAtOnce);
  const runs = new Map(
    (await listRunsById([...new Set(keys.map(({ runId }) => runId))])).map((run) => [run.id, run]),
  );
  for (const key of keys) {
    const run = runs.get(key.runId);
    if (!run) continue;
    await outsideTransaction(() => finishKey(call, run, key, 'time')).catch((err) =>
      log().error({ err, ...key }, 'a sitting could not be handed in; it is tried again'),
    );
  }
  return keys.length;
}
