/** Judgements of submissions beside the ledger. The caller has checked who may. */

import { lockFellows, type Submission } from '#modules/attempts/index.ts';
import { type AuditedCall, record } from '#modules/audit/index.ts';
import type { Judgement } from '#modules/content/contract.ts';
import { transaction, violatedKey } from '#platform/database.ts';
import type { Grading, GradingSource } from '../schema.ts';
import { addJudged, copyGrading } from '../store/gradings.ts';

export interface GradeInput {
  submission: Pick<Submission, 'id' | 'learnerId' | 'runId' | 'activityKey' | 'attempt'>;
  source: GradingSource;
  judgement: Judgement;
  reason?: string;
  /** False: held until staff release it. */
  released: boolean;
}

const maximumTries = 4;

/** Appends a judgement that counts from now on, for all of a group; what was under way for the submission is replaced. */
export async function grade(call: AuditedCall, input: GradeInput): Promise<Grading> {
  const { submission, judgement } = input;
  const madeBy = call.actor.kind === 'person' ? call.actor.id : null;
  const add = () =>
    transaction(async () => {
      const { id: submissionId, learnerId, runId, activityKey, attempt } = submission;
      const of = { learnerId, submissionId, runId, activityKey, attempt };
      const { source, reason = null, released } = input;
      const fellows = await lockFellows(learnerId, submissionId);
      const grading = await addJudged({ ...of, source, judgement, reason, released, madeBy });
      await copyGrading(grading, fellows);
      const details = { learner: learnerId, number: grading.number, source, score: judgement.score };
      await record(call, 'submission.graded', `submission:${submissionId}`, details);
      return grading;
    });
  for (let tries = 1; ; tries += 1) {
    try {
      return await add();
    } catch (error) {
      if (violatedKey(error) === null || tries === maximumTries) throw error;
    }
  }
}
