/** What staff see and do about submissions that look alike. */
import { namesOfPeople } from '#modules/accounts/index.ts';
import type { Run } from '#modules/catalog/index.ts';
import { findActivity, titleOf } from '#modules/content/index.ts';
import { releasesOf } from '#modules/enrollment/index.ts';
import {
  type ActivityPairs,
  type Comparison,
  enqueueComparison,
  isComparable,
  listComparisons,
  type OpenPair,
  openActivity,
  openPair,
  type Pair,
  type PairKey,
  pairsAPage,
  type ReviewState,
  reviewPair,
  similarityRefusals,
  startComparison,
} from '#modules/similarity/index.ts';
import type { Call } from '#platform/endpoint.ts';
import { Refusal } from '#platform/refusal.ts';
import { limitOf, openRun, type ReleaseLimit, type Rights, rightsIn } from '#screens/teach/index.ts';
import type { PairsQuery, RunParams } from './schema.ts';

export interface ActivityLine {
  key: string;
  title: string;
  limit: ReleaseLimit | null;
  comparison: (Comparison & { pairs: number; open: number }) | null;
}

export interface RunSimilarity {
  run: Run;
  rights: Rights;
  lines: ActivityLine[];
}

async function openOne(params: RunParams, key: string) {
  const run = await openRun(params);
  const { whole } = await releasesOf(run);
  const activity = findActivity(whole, key);
  if (!activity || !isComparable(activity)) throw new Refusal(similarityRefusals['comparison-not-found']);
  return { run, activity, title: titleOf(whole, key) };
}

export async function openList(call: Call, params: RunParams): Promise<RunSimilarity> {
  const run = await openRun(params);
  const [releases, comparisons] = await Promise.all([releasesOf(run), listComparisons(run.id)]);
  const ofActivity = new Map(comparisons.map((comparison) => [comparison.activityKey, comparison]));
  const lines = releases.whole.activities.filter(isComparable).map((activity) => ({
    ...{ key: activity.key, title: titleOf(releases.whole, activity.key) },
    limit: limitOf(releases, activity.key),
    comparison: ofActivity.get(activity.key) ?? null,
  }));
  return { run, rights: rightsIn(call.actor, params), lines };
}

export async function compare(call: Call, params: RunParams, key: string): Promise<void> {
  const { run, activity } = await openOne(params, key);
  await startComparison(call, run, activity, enqueueComparison);
}

export interface PairsPage extends ActivityPairs {
  run: Run;
  rights: Rights;
  activity: string;
  title: string;
  query: PairsQuery;
  /** Those of this page. */
  pairs: Pair[];
  total: number;
  page: number;
  pages: number;
  names: Map<string, string>;
}

export async function openPairs(
  call: Call,
  params: RunParams & { activity: string },
  query: PairsQuery,
): Promise<PairsPage> {
  const { run, title } = await openOne(params, params.activity);
  const found = await openActivity(run.id, params.activity, query.least / 100);
  const wanted = found.pairs.filter(({ review }) => !query.review || review === query.review);
  const pages = Math.max(1, Math.ceil(wanted.length / pairsAPage));
  const page = Math.min(query.page, pages);
  const pairs = wanted.slice((page - 1) * pairsAPage, page * pairsAPage);
  const shown = [
    ...pairs.flatMap(({ leftLearner, rightLearner }) => [leftLearner, rightLearner]),
    ...found.clusters.flatMap(({ members }) => members),
  ];
  return {
    ...found,
    ...{ run, title, query, pairs, page, pages, activity: params.activity, total: wanted.length },
    rights: rightsIn(call.actor, params),
    names: await namesOfPeople(shown),
  };
}

export interface PairParams extends RunParams {
  activity: string;
  left: string;
  right: string;
}

export interface PairPage extends OpenPair {
  run: Run;
  rights: Rights;
  title: string;
  names: Map<string, string>;
}

const keyOf = (run: Run, { activity, left, right }: PairParams): PairKey => ({
  ...{ runId: run.id, activityKey: activity, leftLearner: left, rightLearner: right },
});

export async function openOnePair(call: Call, params: PairParams): Promise<PairPage> {
  const { run, activity, title } = await openOne(params, params.activity);
  const found = await openPair(keyOf(run, params), activity);
  const names = await namesOfPeople([
    params.left,
    params.right,
    ...found.reviews.map(({ madeBy }) => madeBy),
  ]);
  return { ...found, run, title, names, rights: rightsIn(call.actor, params) };
}

export async function review(
  call: Call,
  params: PairParams,
  given: { state: ReviewState; note: string },
): Promise<void> {
  const { run } = await openOne(params, params.activity);
  await reviewPair(call, keyOf(run, params), given);
}
