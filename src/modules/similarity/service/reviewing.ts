/** Looking at pairs, and saying what one thinks of them. For staff only: callers ask who may. */
import { isUuid } from '#lib/uuid.ts';
import { record } from '#modules/audit/index.ts';
import { type Activity, activityTypeOf } from '#modules/content/contract.ts';
import { transaction } from '#platform/database.ts';
import type { Call } from '#platform/endpoint.ts';
import { commonRefusals, Refusal } from '#platform/refusal.ts';
import { type Cluster, clustersOf } from '../rules/clusters.ts';
import { filesOf, linesOf } from '../rules/document.ts';
import { type Segment, segmentsOf } from '../rules/segments.ts';
import {
  type Comparison,
  type Pair,
  type PairKey,
  type Review,
  type ReviewState,
  refusals,
} from '../schema.ts';
import * as store from '../store.ts';

export interface ActivityPairs {
  /** Under way, failed, or the one that is shown. */
  newest: Comparison | null;
  ready: Comparison | null;
  pairs: Pair[];
  clusters: Cluster<Pair>[];
}

/** `least`: pairs below are left out, and hold no cluster together. */
export async function openActivity(
  runId: string,
  activityKey: string,
  least: number,
): Promise<ActivityPairs> {
  const { newest, ready } = await store.findNewest(runId, activityKey);
  const all = ready ? await store.listPairs(ready.id) : [];
  const pairs = all.filter(({ similarity }) => similarity >= least);
  return { newest, ready, pairs, clusters: clustersOf(pairs.filter(({ review }) => review !== 'no-case')) };
}

/** A work beside the other one: its lines cut where passages begin and end. */
export interface Side {
  learnerId: string;
  attempt: number;
  receivedAt: Date;
  share: number;
  lines: Segment[][];
  /** Names of files and the line on which each begins; empty where there is but one without a name. */
  files: { name: string; from: number }[];
}

export interface OpenPair {
  pair: Pair;
  passages: number;
  left: Side;
  right: Side;
  reviews: Review[];
}

async function getPair(key: PairKey) {
  const { ready } = await store.findNewest(key.runId, key.activityKey);
  const known = ready && isUuid(key.leftLearner) && isUuid(key.rightLearner);
  const pair = known ? await store.findPair(ready.id, key) : null;
  if (!pair) throw new Refusal(refusals['pair-not-found']);
  return pair;
}

export async function openPair(key: PairKey, activity: Activity): Promise<OpenPair> {
  const { passages, ...pair } = await getPair(key);
  const [answers, reviews] = await Promise.all([store.listAnswersOf(pair), store.listReviews(key)]);
  const sideOf = (side: 'left' | 'right'): Side => {
    const found = answers.find(({ learnerId }) => learnerId === pair[`${side}Learner`]);
    if (!found) throw new Error('a submission of a pair is gone');
    const files = activityTypeOf(activity.type).compare?.texts(found.answer) ?? {};
    const { learnerId, attempt, receivedAt } = found;
    return {
      ...{ learnerId, attempt, receivedAt, share: pair[`${side}Share`] },
      lines: segmentsOf(
        linesOf(files),
        passages.map((passage) => passage[side]),
      ),
      files: filesOf(files).flatMap(({ name, from }) => (name ? [{ name, from }] : [])),
    };
  };
  return { pair, passages: passages.length, left: sideOf('left'), right: sideOf('right'), reviews };
}

export async function reviewPair(
  call: Call,
  key: PairKey,
  review: { state: ReviewState; note: string },
): Promise<void> {
  const { actor } = call;
  if (actor.kind !== 'person') throw new Refusal(commonRefusals['sign-in-required']);
  await getPair(key);
  await transaction(async () => {
    await store.addReview(key, { ...review, madeBy: actor.id });
    const { runId, activityKey, leftLearner, rightLearner } = key;
    await record(call, 'similarity.reviewed', `run:${runId}`, {
      ...{ activity: activityKey, left: leftLearner, right: rightLearner, state: review.state },
    });
  });
}
