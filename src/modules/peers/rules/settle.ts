/** From reviews to what counts. Pure. */
import type { Activity, CriterionMark, Judgement, PeerSettings } from '#modules/content/contract.ts';
import { criterionMarksOf, textToHtml } from '#modules/marking/index.ts';
import type { StoredReview } from '../schema.ts';
import { type GivenScore, type WorkScore, weighScores } from './score.ts';

type Reviews = readonly StoredReview[];

/** Judges a work: not its author, and not in training. */
export const counts = ({ kind, state, score }: StoredReview): boolean =>
  state === 'done' && score !== null && (kind === 'peer' || kind === 'staff');

/** Scores of all works of an activity, by work. */
export const scoresOf = (reviews: Reviews): Map<string, WorkScore> =>
  weighScores(
    reviews.filter(counts).map(
      ({ reviewerId, workId, score, kind }): GivenScore => ({
        reviewer: reviewerId ?? '',
        work: workId ?? '',
        score: score ?? 0,
        ...(kind === 'staff' && { sure: true }),
      }),
    ),
  );

const usefulness = { 1: 0, 2: 1, 3: 1 } as const;

/** 0 to 1: the part of the reviews asked for that was written, less what authors found of no use. */
export function creditOf(written: Reviews, settings: Pick<PeerSettings, 'reviews'>): number {
  const done = written.filter(({ kind, state }) => kind === 'peer' && state === 'done');
  if (done.length === 0) return 0;
  const useful = done.reduce((sum, { rating }) => sum + (rating === null ? 1 : usefulness[rating]), 0);
  return Math.min(1, done.length / settings.reviews) * (useful / done.length);
}

/** The mean of what reviewers gave for each criterion, by the weight of their review. */
function meanMarks(activity: Activity, reviews: Reviews, { reviews: weighed }: WorkScore): CriterionMark[] {
  return (activity.rubric?.criteria ?? []).map(({ id }) => {
    const given = reviews.flatMap((review) => {
      const mark = criterionMarksOf(activity, review.marks).find(({ criterion }) => criterion === id);
      const weight = weighed.find(({ reviewer }) => reviewer === review.reviewerId)?.weight ?? 0;
      return mark ? [{ points: mark.points, weight }] : [];
    });
    const total = given.reduce((sum, { weight }) => sum + weight, 0);
    const points = given.reduce((sum, { points: of, weight }) => sum + of * weight, 0) / (total || 1);
    return { criterion: id, level: null, points };
  });
}

export interface Settling {
  activity: Activity;
  settings: PeerSettings;
  /** Of the work. */
  received: Reviews;
  /** By its author. */
  written: Reviews;
  score: WorkScore;
}

/** What the reviews of a work say, and the credit of its author for those they wrote. */
export function judgementOf({ activity, settings, received, written, score }: Settling): Judgement {
  const counting = received.filter(counts);
  const own = settings.credit * creditOf(written, settings) + (1 - settings.credit) * score.score;
  const marks = meanMarks(activity, counting, score);
  const feedback = counting.map(({ comment }) => textToHtml(comment)).filter(Boolean);
  return {
    score: Math.min(1, Math.max(0, own)),
    ...(marks.length > 0 && { marks }),
    ...(feedback.length > 0 && { feedback }),
  };
}
