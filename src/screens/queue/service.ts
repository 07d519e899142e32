/** What staff see and do about gradings that machines could not make. */
import { namesOfPeople } from '#modules/accounts/index.ts';
import type { Run } from '#modules/catalog/index.ts';
import type { Activity } from '#modules/content/contract.ts';
import { findActivity, titleOf } from '#modules/content/index.ts';
import { releasesOf } from '#modules/enrollment/index.ts';
import {
  type GraderTrouble,
  type GradingKey,
  grade,
  listStuck,
  listUnstable,
  retryGradings,
  type StuckGrading,
} from '#modules/grading/index.ts';
import type { Call } from '#platform/endpoint.ts';
import { commonRefusals, Refusal } from '#platform/refusal.ts';
import { openRun, type Rights, rightsIn } from '#screens/teach/index.ts';
import { mostShown, type RunParams } from './schema.ts';

export interface StuckLine {
  grading: StuckGrading;
  learner: string;
  /** Of the activity. */
  title: string;
  /** Null: the course has it no more; it can be judged by nobody. */
  activity: Activity | null;
}

export interface StuckList {
  run: Run;
  rights: Rights;
  lines: StuckLine[];
  troubles: GraderTrouble[];
}

export async function openStuck(call: Call, params: RunParams): Promise<StuckList> {
  const run = await openRun(params);
  const [stuck, releases, troubles] = await Promise.all([
    listStuck(run.id, mostShown),
    releasesOf(run),
    listUnstable(),
  ]);
  const names = await namesOfPeople(stuck.map(({ learnerId }) => learnerId));
  return {
    run,
    rights: rightsIn(call.actor, params),
    lines: stuck.map((grading) => {
      const release = releases.of(grading.learnerId);
      return {
        grading,
        learner: names.get(grading.learnerId) ?? '',
        title: titleOf(release, grading.activityKey),
        activity: findActivity(release, grading.activityKey),
      };
    }),
    troubles,
  };
}

export async function retry(call: Call, params: RunParams, key: GradingKey | null): Promise<number> {
  return retryGradings(call, await openRun(params), key && [key]);
}

export async function givePoints(
  call: Call,
  params: RunParams,
  key: GradingKey,
  { points, reason }: { points: number; reason: string },
): Promise<void> {
  const { run, lines } = await openStuck(call, params);
  const line = lines.find(
    ({ grading }) => grading.submissionId === key.submissionId && grading.learnerId === key.learnerId,
  );
  if (!line?.activity) throw new Refusal(commonRefusals['not-found']);
  const { activity, grading } = line;
  if (points > activity.points)
    throw new Refusal(commonRefusals['invalid-input'], { fields: [{ path: 'points', message: 'maximum' }] });
  const { submissionId: id, learnerId, activityKey, attempt } = grading;
  await grade(call, {
    submission: { id, learnerId, runId: run.id, activityKey, attempt },
    source: 'staff',
    judgement: { score: activity.points > 0 ? points / activity.points : 0 },
    reason,
    released: activity.reveal?.score !== 'released',
  });
}
