/**
 * When learners see what came of their work: the score, what is said about it, the right answer. A rule that hides the
 * score hides whatever would tell it: marks at single parts, and the right answer where its own rule says nothing.
 */
import { instantOf } from '#lib/wall-time.ts';
import type { Activity, Judgement, RevealRule } from '#modules/content/contract.ts';
import { endOf, type Moments } from '#modules/enrollment/index.ts';
import { mayReveal } from './submitting.ts';

/** What the rules look at. */
export interface RevealFacts {
  now: Date;
  /** Of this learner. */
  moments: Pick<Moments, 'dueAt' | 'lateUntil' | 'closesAt' | 'zone'>;
  /** When it is due for the last of all learners; asked only where a rule waits for it. */
  lastDue(): Date | null;
  /** Staff have released it. */
  released: boolean;
  attempts: number;
  /** Null: as many as wanted. */
  left: number | null;
  bestScore: number | null;
}

export interface Shown {
  score: boolean;
  feedback: boolean;
  answer: boolean;
}

type Hiding = Pick<Activity, 'reveal' | 'showAnswer'>;

/** Where there is no deadline there is nothing to wait for. */
const isPast = (at: Date | null, now: Date): boolean => at === null || now > at;

/** `end`: the deadline that the thing waits for; a right answer also waits for late work. */
function holds(rule: RevealRule, facts: RevealFacts, end: Date | null): boolean {
  const { now, moments, attempts, left, bestScore } = facts;
  if (typeof rule === 'object') return now >= instantOf(rule.at, moments.zone, 'last');
  switch (rule) {
    case 'at-once':
      return attempts > 0;
    case 'released':
      return facts.released;
    case 'after-due':
      return isPast(end, now);
    case 'after-all-due':
      return isPast(end, now) && isPast(facts.lastDue(), now);
    case 'full-points':
      return bestScore === 1;
    case 'attempts-used':
      return attempts > 0 && left === 0;
  }
}

export function revealed({ reveal = {}, showAnswer }: Hiding, facts: RevealFacts): Shown {
  const { dueAt } = facts.moments;
  const score = reveal.score === undefined || holds(reveal.score, facts, dueAt);
  const feedback = reveal.feedback === undefined ? score : holds(reveal.feedback, facts, dueAt);
  const answer = reveal.answer
    ? holds(reveal.answer, facts, endOf(facts.moments) ?? dueAt)
    : score && mayReveal(showAnswer, facts);
  return { score, feedback, answer };
}

/** Of a judgement what may be seen beside the controls; texts for the whole stand in `feedbackOf`. */
export function judgementShown(judgement: Judgement | null, { score, feedback }: Shown): Judgement | null {
  if (!judgement || !score) return null;
  return feedback ? judgement : { score: judgement.score };
}

export const feedbackOf = (judgement: Judgement | null, { feedback }: Shown): string[] =>
  feedback ? (judgement?.feedback ?? []) : [];

/** What may be said of a submission just handed in. */
export function resultShown<
  Result extends { score: number | null; bestScore: number | null; judgement: Judgement | null },
>(result: Result, activity: Hiding, facts: RevealFacts): Result {
  if (!activity.reveal) return result;
  const shown = revealed(activity, facts);
  return {
    ...result,
    score: shown.score ? result.score : null,
    bestScore: shown.score ? result.bestScore : null,
    judgement: judgementShown(result.judgement, shown),
  };
}
