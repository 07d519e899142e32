/** The round of the clock: works that were taken and left, claims that nobody meets, works whose reviews are there. */
import type { Run } from '#modules/catalog/index.ts';
import { listRunsById } from '#modules/catalog/index.ts';
import type { Activity } from '#modules/content/contract.ts';
import { findActivity } from '#modules/content/index.ts';
import { type RunReleases, releasesOf } from '#modules/enrollment/index.ts';
import { grade, listCurrentGradings } from '#modules/grading/index.ts';
import { system } from '#platform/actor.ts';
import { transaction } from '#platform/database.ts';
import type { Call } from '#platform/endpoint.ts';
import { phaseOf } from '../rules/phases.ts';
import { forStaff, meetClaims } from '../rules/round.ts';
import { counts, judgementOf, scoresOf } from '../rules/settle.ts';
import type { StoredWork } from '../schema.ts';
import { addReview, lapseReviews } from '../store/reviews.ts';
import { listPools, lockPool, saveSettled } from '../store/works.ts';
import { type LoadedPool, loadPool, settingsOf } from './pool.ts';

type Place = Pick<StoredWork, 'runId' | 'activityKey'>;

const newReview = ({ runId, activityKey }: Place, workId: string) => ({
  ...{ runId, activityKey, workId, sampleId: null, reviewerId: null, lapsesAt: null },
});

/** Gives claims that are open near the end to learners who owe reviews, and to staff what remains. */
async function giveOut({ works, reviews, groups, pool }: LoadedPool, now: Date): Promise<void> {
  const [place] = works;
  if (!place) return;
  const standing = { works, reviews, groups, wanted: pool.wanted };
  const { given, forStaff: left } = meetClaims(standing, now);
  for (const { reviewer, work } of given)
    await addReview({ ...newReview(place, work), kind: 'peer', reviewerId: reviewer });
  for (const work of [...left, ...forStaff(standing, now)])
    await addReview({ ...newReview(place, work), kind: 'staff' });
}

/**
 * A grading of each work whose reviews are all there, or whose time is over; again where they say something else now.
 * It is made by the release that the author meets.
 */
async function settle(
  call: Call,
  { activity, releases }: { activity: Activity; releases: RunReleases },
  { works, reviews, pool }: LoadedPool,
): Promise<void> {
  const scores = scoresOf(reviews);
  const ready = works.filter(({ id, ...work }) => {
    const there = reviews.filter((review) => review.workId === id && counts(review)).length;
    return there >= pool.wanted || (there > 0 && phaseOf(work, call.now) === 'over');
  });
  const [place] = ready;
  if (!place) return;
  const gradings = await listCurrentGradings(
    place.runId,
    ready.map(({ learnerId }) => learnerId),
  );
  // Who wrote the last review is nobody's business: the grading is made by none of them.
  const made = { ...call, actor: system('peers') };
  for (const work of ready) {
    const score = scores.get(work.id);
    if (!score) continue;
    const received = reviews.filter(({ workId }) => workId === work.id);
    const written = reviews.filter(({ reviewerId }) => reviewerId === work.learnerId);
    const own = findActivity(releases.of(work.learnerId), activity.key) ?? activity;
    const settings = settingsOf(own);
    const judgement = judgementOf({ activity: own, settings, received, written, score });
    const current = gradings.find(({ submissionId }) => submissionId === work.submissionId);
    if (work.state === 'open') await saveSettled(work.id);
    // What staff have decided stays, whatever reviewers say after it.
    if (current && (current.source !== 'peers' || sameScore(current.score, judgement.score))) continue;
    const { submissionId: id, learnerId, runId, activityKey, attempt } = work;
    const submission = { id, learnerId, runId, activityKey, attempt };
    await grade(made, { submission, source: 'peers', judgement, released: true });
  }
}

/** Reviewers become better known with every review; a hundredth of the points is not worth a new grading. */
const sameScore = (one: number | null, other: number): boolean =>
  one !== null && Math.abs(one - other) < 0.01;

/** All that is due in one activity. It may be done twice. */
export async function tendPool(call: Call, run: Run, activity: Activity): Promise<void> {
  const releases = await releasesOf(run);
  await transaction(async () => {
    await lockPool(run.id, activity.key);
    await lapseReviews(run.id, activity.key, call.now);
    await giveOut(await loadPool(run, activity), call.now);
    await settle(call, { activity, releases }, await loadPool(run, activity));
  });
}

export async function tendAll(call: Call): Promise<void> {
  const pools = await listPools();
  const runs = new Map((await listRunsById(pools.map(({ runId }) => runId))).map((run) => [run.id, run]));
  for (const { runId, activityKey } of pools) {
    const run = runs.get(runId);
    const activity = run && findActivity((await releasesOf(run)).whole, activityKey);
    if (run && activity) await tendPool(call, run, activity);
  }
}
