/** Grades that staff set by hand: appended with a reason, and never over a change that whoever sets them has not seen. */
import { record } from '#modules/audit/index.ts';
import type { Run } from '#modules/catalog/index.ts';
import type { Release } from '#modules/content/index.ts';
import { findLearners, type RunReleases } from '#modules/enrollment/index.ts';
import { transaction, violatedKey } from '#platform/database.ts';
import type { Call } from '#platform/endpoint.ts';
import { commonRefusals, Refusal } from '#platform/refusal.ts';
import { refusals } from '../schema.ts';
import { addOverrides } from '../store/overrides.ts';

export interface GradeChange {
  learnerId: string;
  activityKey: string;
  /** Version of the override that whoever changes it has seen; 0: none. */
  after: number;
  /** Null: the attempts decide. */
  points: number | null;
  excused: boolean;
  /** For the learner. */
  comment: string | null;
}

function check(release: Release, change: GradeChange): void {
  const activity = release.activities.find(({ key }) => key === change.activityKey);
  if (!activity) throw new Refusal(commonRefusals['not-found']);
  const { points } = change;
  if (points !== null && !(points >= 0 && points <= activity.points))
    throw new Refusal(refusals['points-out-of-range'], {
      values: { most: activity.points },
      fields: [{ path: 'points', message: 'out-of-range' }],
    });
}

/** All of them or none. The caller has checked who may. */
export async function setGrades(
  call: Call,
  run: Run,
  releases: Pick<RunReleases, 'of'>,
  changes: readonly GradeChange[],
  reason: string | null,
): Promise<void> {
  for (const change of changes) check(releases.of(change.learnerId), change);
  const learnerIds = [...new Set(changes.map(({ learnerId }) => learnerId))];
  const madeBy = call.actor.kind === 'person' ? call.actor.id : null;
  try {
    await transaction(async () => {
      const enrolled = await findLearners(run.id, learnerIds);
      if (enrolled.size < learnerIds.length) throw new Refusal(refusals['not-a-learner-here']);
      const rows = changes.map(({ after, ...change }) => ({
        ...change,
        runId: run.id,
        version: after + 1,
        reason,
        madeBy,
      }));
      if ((await addOverrides(rows)) < rows.length) throw new Refusal(refusals['grade-changed']);
      const [first] = changes;
      const details =
        changes.length === 1 && first ? { ...first, reason } : { count: changes.length, reason };
      await record(call, 'grading.grades-set', `run:${run.id}`, details);
    });
  } catch (error) {
    if (violatedKey(error) !== null) throw new Refusal(refusals['grade-changed']);
    throw error;
  }
}
