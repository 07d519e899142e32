/** A sitting ends: by its learner, by its time or by staff. Two round trips. */
import { makeSubmission, rowsForAppend, seedFor, tellReceived } from '#modules/attempts/index.ts';
import type { Run } from '#modules/catalog/index.ts';
import { judgedBy } from '#modules/content/contract.ts';
import { getRelease } from '#modules/content/index.ts';
import { transaction } from '#platform/database.ts';
import type { Call } from '#platform/endpoint.ts';
import { failpoint } from '#platform/failpoint.ts';
import { Refusal } from '#platform/refusal.ts';
import { isOver, receivedAt, submissionOf } from '../rules.ts';
import { type FinishedBy, refusals } from '../schema.ts';
import * as store from '../store/sitting.ts';
import { getPaper, learnerOf } from './paper.ts';

export interface SittingAddress {
  run: Run;
  exam: string;
  number: number;
}

export const keyOf = (learnerId: string, { run, exam, number }: SittingAddress): store.SittingKey => ({
  ...{ learnerId, runId: run.id, examKey: exam, number },
});

/** Hands in. Twice is once: who comes second finds it done. */
export const finishSitting = (call: Call, address: SittingAddress): Promise<void> =>
  finishKey(call, address.run, keyOf(learnerOf(call), address), 'learner');

const actorOf = ({ actor }: Call) => ({
  kind: actor.kind,
  name: actor.kind === 'person' ? actor.id : actor.kind === 'system' ? actor.name : '',
});

/** Ends a sitting: what is answered goes to the ledger, each answer with its receipt, all in one commit. */
export async function finishKey(call: Call, run: Run, key: store.SittingKey, by: FinishedBy): Promise<void> {
  for (;;) {
    const found = await store.findSittingToFinish(key);
    if (!found) throw new Refusal(refusals['sitting-not-found']);
    const { sitting, now, last } = found;
    if (sitting.finishedAt) return;
    const paper = getPaper(await getRelease(sitting.releaseId), sitting.examKey);
    const at = receivedAt(sitting, now);
    const { learnerId, runId, releaseId } = sitting;
    const made = sitting.questions.flatMap((question) => {
      const activity = paper.questions.get(question)?.activity;
      const answer = sitting.answers[question];
      if (!activity || answer === undefined) return [];
      const before = last[question] ?? null;
      const arrived = {
        ...{
          id: submissionOf(sitting, question),
          learnerId,
          runId,
          releaseId,
          activity,
          answer,
          receivedAt: at,
        },
        seed: seedFor(activity, learnerId, sitting.number),
        // The attempt is that of the sitting, so that whoever judges again meets the same variant.
        attempt: Math.max(sitting.number, (before?.attempt ?? 0) + 1),
        last: before,
      };
      return [{ activity, row: makeSubmission(arrived, call.locale) }];
    });
    const write = () =>
      store.finishSitting({
        ...{ key, version: sitting.version, by: isOver(sitting, now) ? 'time' : by, at },
        ...{
          rows: rowsForAppend(made.map(({ row }) => row)),
          actor: actorOf(call),
          requestId: call.requestId,
        },
      });
    const waiting = made.filter(({ activity }) => judgedBy(activity) !== 'rule');
    failpoint('exams.before-commit');
    const done =
      waiting.length === 0
        ? await write()
        : await transaction(async () => {
            const written = await write();
            if (written)
              for (const { activity, row } of waiting)
                await tellReceived({ call, run, activity, submission: row });
            return written;
          });
    failpoint('exams.after-commit');
    if (done) return;
  }
}
