/** What staff do: see how it goes, write what learners cannot, leave a review out, make samples, answer appeals. */
import { listSubmissions } from '#modules/attempts/index.ts';
import { record } from '#modules/audit/index.ts';
import type { Run } from '#modules/catalog/index.ts';
import type { Activity } from '#modules/content/contract.ts';
import { grade } from '#modules/grading/index.ts';
import {
  criterionMarksOf,
  type MarkInput,
  readMark,
  type ShownAnswer,
  showAnswer,
  textToHtml,
} from '#modules/marking/index.ts';
import { transaction } from '#platform/database.ts';
import type { Call } from '#platform/endpoint.ts';
import { Refusal } from '#platform/refusal.ts';
import { type Phase, phaseOf } from '../rules/phases.ts';
import { counts, scoresOf } from '../rules/settle.ts';
import { type Appeal, refusals, type Sample, type StoredReview, type StoredWork } from '../schema.ts';
import * as reviews from '../store/reviews.ts';
import * as works from '../store/works.ts';
import { getAnyPeerActivity, loadPool } from './pool.ts';
import { tendPool } from './settling.ts';

export interface OverviewLine {
  work: StoredWork;
  phase: Phase;
  /** Written and begun by the author. */
  written: number;
  begun: number;
  received: StoredReview[];
  /** 0 to 1; null: no review yet. */
  score: number | null;
  appeal: Appeal | null;
}

export interface Overview {
  activity: Activity;
  lines: OverviewLine[];
  samples: Sample[];
  /** Reviews that wait for staff. */
  waiting: StoredReview[];
}

export async function openOverview(call: Call, run: Run, key: string): Promise<Overview> {
  const activity = await getAnyPeerActivity(run, key);
  const [{ works: all, reviews: given }, samples, appealed] = await Promise.all([
    loadPool(run, activity),
    works.listSamples(run.id, key),
    works.listAppeals(run.id, key),
  ]);
  const appeals = new Map(appealed.map((one) => [one.workId, one]));
  const scores = scoresOf(given);
  const by = Map.groupBy(given, ({ reviewerId }) => reviewerId);
  const of = Map.groupBy(given, ({ workId }) => workId);
  const peersBy = (learnerId: string, state: StoredReview['state']) =>
    (by.get(learnerId) ?? []).filter((review) => review.kind === 'peer' && review.state === state).length;
  return {
    activity,
    samples,
    waiting: given.filter(({ kind, state }) => kind === 'staff' && state === 'open'),
    lines: all.map((work) => ({
      work,
      phase: phaseOf(work, call.now),
      written: peersBy(work.learnerId, 'done'),
      begun: peersBy(work.learnerId, 'open'),
      received: (of.get(work.id) ?? []).filter(({ kind }) => kind !== 'self'),
      score: scores.get(work.id)?.score ?? null,
      appeal: appeals.get(work.id) ?? null,
    })),
  };
}

export interface OpenWork {
  activity: Activity;
  line: OverviewLine;
  answer: ShownAnswer;
}

/** One work with all that was said of it. */
export async function openWork(call: Call, run: Run, key: string, workId: string): Promise<OpenWork> {
  const { activity, lines } = await openOverview(call, run, key);
  const line = lines.find(({ work }) => work.id === workId);
  if (!line) throw new Refusal(refusals['review-not-found']);
  const submitted = await listSubmissions(line.work.learnerId, run.id, key);
  const answer = submitted.find(({ id }) => id === line.work.submissionId)?.answer ?? null;
  return { activity, line, answer: showAnswer(activity, answer) };
}

/** Staff may review any work beside what was asked of them. */
export async function reviewAsStaff(run: Run, workId: string): Promise<string> {
  const work = await works.findWork(workId);
  if (!work || work.runId !== run.id) throw new Refusal(refusals['review-not-found']);
  const open = (await reviews.listReviewsOf(workId)).find(
    ({ kind, state }) => kind === 'staff' && state === 'open',
  );
  if (open) return open.id;
  const { runId, activityKey } = work;
  const id = await reviews.addReview({
    ...{ runId, activityKey, workId, sampleId: null, kind: 'staff', reviewerId: null, lapsesAt: null },
  });
  if (!id) throw new Error('a staff review that nobody has taken can always be added');
  return id;
}

/** A review that is unfair or empty no longer counts; the work's score is made anew. */
export async function leaveOut(call: Call, run: Run, id: string, reason: string): Promise<void> {
  const review = await reviews.findReview(id);
  if (!review || review.runId !== run.id || !counts(review)) throw new Refusal(refusals['review-not-found']);
  if (!reason.trim())
    throw new Refusal(refusals['exclusion-reason-missing'], {
      fields: [{ path: 'reason', message: 'required' }],
    });
  if (call.actor.kind !== 'person') throw new Refusal(refusals['review-not-found']);
  const by = call.actor.id;
  await transaction(async () => {
    if (!(await reviews.excludeReview(id, by, reason.trim())))
      throw new Refusal(refusals['review-not-found']);
    await record(call, 'peers.left-out', `review:${id}`, { reason: reason.trim() });
  });
  await tendPool(call, run, await getAnyPeerActivity(run, review.activityKey));
}

export interface SampleOrder {
  title: string;
  /** A work that becomes a sample: without its author's name. */
  workId: string;
  input: MarkInput;
}

export async function makeSample(call: Call, run: Run, key: string, order: SampleOrder): Promise<void> {
  const activity = await getAnyPeerActivity(run, key);
  const work = await works.findWork(order.workId);
  if (!work || work.runId !== run.id || work.activityKey !== key || call.actor.kind !== 'person')
    throw new Refusal(refusals['review-not-found']);
  const { score, marks, points } = readMark(activity, order.input);
  const title = order.title.trim();
  if (score === null || !title)
    throw new Refusal(refusals['sample-incomplete'], {
      fields: [{ path: title ? 'marks' : 'title', message: 'sample-incomplete' }],
    });
  const submitted = await listSubmissions(work.learnerId, run.id, key);
  const answer = submitted.find(({ id }) => id === work.submissionId)?.answer ?? null;
  await works.addSample({
    ...{ runId: run.id, activityKey: key, title, answer, marks, points, score },
    comment: order.input.comment.trim(),
    madeBy: call.actor.id,
  });
}

export const removeSample = (run: Run, id: string): Promise<unknown> => works.removeSample(run.id, id);

/** The answer to an appeal; with marks, they count in place of what the reviews say. */
export async function answerAppeal(
  call: Call,
  run: Run,
  { workId, answer, input }: { workId: string; answer: string; input: MarkInput | null },
): Promise<void> {
  const work = await works.findWork(workId);
  if (!work || work.runId !== run.id || call.actor.kind !== 'person')
    throw new Refusal(refusals['review-not-found']);
  const activity = await getAnyPeerActivity(run, work.activityKey);
  const by = call.actor.id;
  const { submissionId: id, learnerId, runId, activityKey, attempt } = work;
  const text = answer.trim();
  if (!text)
    throw new Refusal(refusals['appeal-answer-missing'], {
      fields: [{ path: 'answer', message: 'required' }],
    });
  const mark = input && readMark(activity, input);
  const comment = input?.comment.trim() ?? '';
  // Begun and not finished: dropping it without a word would leave the learner with the old points.
  if (mark?.score === null && (mark.marks.length > 0 || comment))
    throw new Refusal(refusals['review-incomplete'], {
      fields: [{ path: 'marks', message: 'review-incomplete' }],
    });
  const feedback = [text, comment].filter(Boolean).map(textToHtml);
  const marks = criterionMarksOf(activity, mark?.marks ?? []);
  await transaction(async () => {
    await works.saveAppealAnswer(workId, text, by);
    if (mark && mark.score !== null)
      await grade(call, {
        submission: { id, learnerId, runId, activityKey, attempt },
        source: 'staff',
        judgement: { score: mark.score, feedback, ...(marks.length > 0 && { marks }) },
        reason: text,
        released: true,
      });
    await record(call, 'peers.appeal-answered', `submission:${id}`, { activity: activityKey });
  });
}
