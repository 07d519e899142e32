/** What learners do: look where they are, take the next review, write it, say what a received one was worth, appeal. */
import { listSubmissions } from '#modules/attempts/index.ts';
import { record } from '#modules/audit/index.ts';
import type { Run } from '#modules/catalog/index.ts';
import type { Activity, PeerSettings } from '#modules/content/contract.ts';
import { findEnrollment } from '#modules/enrollment/index.ts';
import { type MarkInput, readMark, type ShownAnswer, showAnswer } from '#modules/marking/index.ts';
import { transaction } from '#platform/database.ts';
import type { Call } from '#platform/endpoint.ts';
import { commonRefusals, Refusal } from '#platform/refusal.ts';
import { nextWork } from '../rules/allocation.ts';
import { type NextStep, nextStep, type Standing } from '../rules/next.ts';
import { lapsesAt, phaseOf } from '../rules/phases.ts';
import { counts, scoresOf } from '../rules/settle.ts';
import {
  type Appeal,
  type Rating,
  refusals,
  type Sample,
  type StoredReview,
  type StoredWork,
} from '../schema.ts';
import * as reviews from '../store/reviews.ts';
import * as works from '../store/works.ts';
import { getAnyPeerActivity, getPeerActivity, loadPool, settingsOf } from './pool.ts';
import { tendPool } from './settling.ts';

function personOf(call: Call): string {
  if (call.actor.kind !== 'person') throw new Refusal(commonRefusals['sign-in-required']);
  return call.actor.id;
}

/** A review as its author's reader may see it: nobody's name is with it. */
export interface ReceivedReview extends Pick<StoredReview, 'id' | 'marks' | 'score' | 'comment' | 'rating'> {
  byStaff: boolean;
  /** Its part of the score, 0 to 1. */
  share: number;
}

export interface PeerState extends Standing {
  activity: Activity;
  settings: PeerSettings;
  next: NextStep;
  /** Reviews of one's own work, once they may be read: after one's own are written, or when the time is over. */
  received: ReceivedReview[];
  /** How many there are, read or not. */
  receivedCount: number;
  appeal: Appeal | null;
}

const mayRead = (state: Pick<PeerState, 'own' | 'next'>, now: Date): boolean =>
  state.own !== null &&
  (state.own.state === 'settled' || state.next.step === 'done' || phaseOf(state.own, now) === 'over');

export async function openPeers(call: Call, run: Run, key: string): Promise<PeerState> {
  const learnerId = personOf(call);
  const activity = await getPeerActivity(run, key);
  const [enrollment, own, written, samples] = await Promise.all([
    findEnrollment(learnerId, run.id),
    works.findOwnWork(run.id, key, learnerId),
    reviews.listReviewsBy(run.id, key, learnerId),
    works.listSamples(run.id, key),
  ]);
  if (enrollment?.state !== 'active') throw new Refusal(refusals['peers-not-here']);
  const standing = { own, written, samples, settings: settingsOf(activity) };
  const next = nextStep(standing);
  const readable = mayRead({ own, next }, call.now);
  const [all, appeal, ofAll] = own
    ? await Promise.all([
        reviews.listReviewsOf(own.id),
        works.findAppeal(own.id),
        readable ? reviews.listReviews(run.id, key) : [],
      ])
    : [[], null, []];
  return {
    ...standing,
    activity,
    next,
    received: own && readable ? receivedOf(own, all.filter(counts), ofAll) : [],
    receivedCount: all.filter(counts).length,
    appeal,
  };
}

/** How much a review weighs follows from all reviews of the activity: a reader is known by what they say elsewhere. */
function receivedOf(
  { id }: StoredWork,
  received: readonly StoredReview[],
  all: readonly StoredReview[],
): ReceivedReview[] {
  const weighed = scoresOf(all).get(id)?.reviews ?? [];
  const total = weighed.reduce((sum, { weight }) => sum + weight, 0);
  const shareOf = ({ reviewerId }: StoredReview) =>
    (weighed.find(({ reviewer }) => reviewer === reviewerId)?.weight ?? 0) / (total || 1);
  return received.map((review) => {
    const { id: reviewId, marks, score, comment, rating, kind } = review;
    return { id: reviewId, marks, score, comment, rating, byStaff: kind === 'staff', share: shareOf(review) };
  });
}

/**
 * The review to write now: the one that is begun, a sample in training, the work that needs it most. Null: there is nothing
 * that this learner could read; what is asked of them counts as written then.
 */
export async function takeNext(call: Call, run: Run, key: string): Promise<string | null> {
  const reviewerId = personOf(call);
  return transaction(async () => {
    // Whoever presses twice gets the same one.
    await works.lockPool(run.id, key);
    const { activity, next, own, samples, written } = await openPeers(call, run, key);
    if (next.step === 'hand-in' || !own) throw new Refusal(refusals['review-hand-in-first']);
    if (next.step === 'go-on') return next.reviewId;
    const begun = {
      runId: run.id,
      activityKey: key,
      reviewerId,
      workId: null,
      sampleId: null,
      lapsesAt: null,
    };
    if (next.step === 'train')
      return reviews.addReview({ ...begun, sampleId: next.sample.id, kind: 'sample' });
    if (next.step === 'self') return reviews.addReview({ ...begun, workId: own.id, kind: 'self' });
    const work = await workFor(run, activity, reviewerId, call.now);
    if (work)
      return reviews.addReview({
        ...begun,
        workId: work.id,
        kind: 'peer',
        lapsesAt: lapsesAt(work, call.now),
      });
    // Where no work is left to read, a sample is as good to learn from.
    const seen = new Set(written.map(({ sampleId }) => sampleId));
    const sample = samples.find(({ id }) => !seen.has(id));
    return sample ? reviews.addReview({ ...begun, sampleId: sample.id, kind: 'sample' }) : null;
  });
}

async function workFor(run: Run, activity: Activity, author: string, now: Date): Promise<StoredWork | null> {
  const { pool, works: all, groups } = await loadPool(run, activity);
  const open = new Map(all.filter((work) => phaseOf(work, now) !== 'over').map((work) => [work.id, work]));
  const readable = { ...pool, works: pool.works.filter(({ id }) => open.has(id)) };
  return open.get(nextWork(readable, { author, groups: groups.get(author) ?? [] })?.id ?? '') ?? null;
}

export interface OpenReview {
  run: Run;
  activity: Activity;
  review: StoredReview;
  /** What is judged. Whose it is, nobody is told. */
  answer: ShownAnswer;
  /** Of a sample that is judged: what staff say of it. */
  sample: Sample | null;
}

async function answerOf({ learnerId, runId, activityKey, submissionId }: StoredWork): Promise<unknown> {
  const all = await listSubmissions(learnerId, runId, activityKey);
  return all.find(({ id }) => id === submissionId)?.answer ?? null;
}

/** `staff`: may read every review of the run. */
export async function openReview(call: Call, run: Run, id: string, staff = false): Promise<OpenReview> {
  const person = personOf(call);
  const [review, work] = await Promise.all([reviews.findReview(id), works.findWorkOfReview(id)]);
  if (!review || review.runId !== run.id || !(staff || review.reviewerId === person))
    throw new Refusal(refusals['review-not-found']);
  const activity = await getAnyPeerActivity(run, review.activityKey);
  const sample = review.sampleId ? await works.findSample(review.sampleId) : null;
  const answer = showAnswer(activity, work ? await answerOf(work) : sample?.answer);
  return { run, activity, review, answer, sample: review.state === 'done' ? sample : null };
}

export interface ReviewOrder {
  run: Run;
  id: string;
  input: MarkInput;
  done: boolean;
  /** Writes reviews for staff. */
  staff?: boolean;
}

/** Keeps a review as a draft, or finishes it; what is finished is not changed any more. */
export async function writeReview(
  call: Call,
  order: ReviewOrder,
): Promise<{ version: number; kind: StoredReview['kind'] }> {
  const person = personOf(call);
  const { activity, review, run } = await openReview(call, order.run, order.id, order.staff);
  if (review.reviewerId !== null && review.reviewerId !== person)
    throw new Refusal(refusals['review-not-found']);
  const read = readMark(activity, order.input);
  if (order.done && read.score === null)
    throw new Refusal(refusals['review-incomplete'], {
      fields: [{ path: 'marks', message: 'review-incomplete' }],
    });
  const content = { ...read, comment: order.input.comment.trim() };
  const version = await transaction(async () => {
    const saved = await reviews.saveReview({ id: review.id, version: order.input.version }, content, {
      done: order.done,
      reviewerId: person,
    });
    if (saved === null)
      throw new Refusal(refusals[review.state === 'open' ? 'review-changed' : 'review-over']);
    if (order.done)
      await record(call, 'peers.reviewed', `review:${review.id}`, {
        activity: activity.key,
        kind: review.kind,
      });
    return saved;
  });
  if (order.done && review.kind !== 'sample') await tendPool(call, run, activity);
  return { version, kind: review.kind };
}

/** An author says how useful a review was. */
export async function rateReview(
  call: Call,
  run: Run,
  key: string,
  { id, rating }: { id: string; rating: Rating },
): Promise<void> {
  const { received, activity, settings } = await openPeers(call, run, key);
  if (!received.some((review) => review.id === id)) throw new Refusal(refusals['rating-too-early']);
  await reviews.saveRating(id, rating);
  if (settings.credit > 0) await tendPool(call, run, activity);
}

/** An author does not agree; staff answer. */
export async function appeal(call: Call, run: Run, key: string, reason: string): Promise<void> {
  const { own } = await openPeers(call, run, key);
  if (own?.state !== 'settled') throw new Refusal(refusals['appeal-too-early']);
  const text = reason.trim();
  if (!text)
    throw new Refusal(refusals['appeal-reason-missing'], {
      fields: [{ path: 'reason', message: 'required' }],
    });
  await transaction(async () => {
    if (!(await works.addAppeal(own, text))) throw new Refusal(refusals['appeal-made']);
    await record(call, 'peers.appealed', `submission:${own.submissionId}`, { activity: key });
  });
}
