/** What the pages of exams show, derived from the sitting. Pure. */
import { instantOf } from '#lib/wall-time.ts';
import { mayReveal, seedFor } from '#modules/attempts/index.ts';
import {
  type Activity,
  activityTypeOf,
  type FormFields,
  type Judgement,
  type RevealRule,
} from '#modules/content/contract.ts';
import {
  type FinishedSitting,
  mayOpen,
  type OpenSitting,
  type Paper,
  type SittingFacts,
} from '#modules/exams/index.ts';
import type { JudgedSubmission } from '#modules/grading/index.ts';
import { commonRefusals, Refusal } from '#platform/refusal.ts';

/** A number in an address; anything else names nothing. */
export function numberIn(text: string): number {
  if (/^[1-9][0-9]{0,5}$/.test(text)) return Number(text);
  throw new Refusal(commonRefusals['not-found']);
}

/** One question of a sitting: its place in the whole, counted from 1. */
export interface PlacedQuestion {
  key: string;
  number: number;
  page: number;
  answered: boolean;
  /** May be opened now. */
  open: boolean;
}

export function placesOf({ sitting, paper, pages }: OpenSitting): PlacedQuestion[] {
  let number = 0;
  return pages.flatMap((keys, index) =>
    keys.map((key) => {
      number += 1;
      const page = index + 1;
      return {
        ...{ key, number, page },
        answered: sitting.answers[key] !== undefined,
        open: mayOpen(paper.exam.navigation, sitting.reached, pages.length, page),
      };
    }),
  );
}

/** The page to go on with: where nothing is missing before it. */
export const pageToResume = ({ sitting, pages }: OpenSitting): number =>
  Math.min(sitting.reached, Math.max(1, pages.length));

/** Answers of the page's form: fields are named `<question>.<field>`; a question without any is not answered. */
export function answersOf(paper: Paper, keys: readonly string[], fields: FormFields): Map<string, unknown> {
  return new Map(
    keys.flatMap((key): [string, unknown][] => {
      const activity = paper.questions.get(key)?.activity;
      if (!activity) return [];
      const prefix = `${key}.`;
      const own = Object.entries(fields).filter(([name]) => name.startsWith(prefix));
      const named = Object.fromEntries(own.map(([name, value]) => [name.slice(prefix.length), value]));
      return [[key, activityTypeOf(activity.type).fromForm?.(named, activity.settings) ?? null]];
    }),
  );
}

/** What of an answer's judging shows to its learner. */
export interface Shown {
  /** 0 to 1; null: not judged, or hidden. */
  score: number | null;
  judgement: Judgement | null;
  /** The right answer and the solution. */
  answer: boolean;
  /** People or machines are still to judge it. */
  waiting: boolean;
}

type Reviewed = Pick<FinishedSitting, 'moments' | 'left' | 'sitting' | 'now'>;

function holds(
  rule: RevealRule | undefined,
  score: number | null,
  { moments, left, now }: Reviewed,
): boolean {
  if (rule === undefined || rule === 'at-once' || rule === 'released') return true;
  if (rule === 'full-points') return score === 1;
  if (rule === 'attempts-used') return left === 0;
  if (typeof rule === 'object') return now >= instantOf(rule.at, moments.zone, 'last');
  const end = moments.dueAt ?? moments.closesAt;
  return end !== null && now > end;
}

/** By the rules that the author gave the question; without any, scores show at once and answers by `show-answer`. */
export function shownOf(activity: Activity, submission: JudgedSubmission | null, review: Reviewed): Shown {
  const score = submission?.score ?? null;
  const { reveal } = activity;
  const { left, sitting } = review;
  const bestScore = score;
  const answer = reveal?.answer
    ? holds(reveal.answer, score, review)
    : mayReveal(activity.showAnswer, { attempts: sitting.number, bestScore, left });
  const seen = holds(reveal?.score, score, review);
  return {
    score: seen ? score : null,
    judgement: seen && holds(reveal?.feedback, score, review) ? (submission?.judgement ?? null) : null,
    answer,
    waiting: submission !== null && score === null && !submission.held,
  };
}

/** Of the variant and the shuffle that this sitting shows. */
export const seedOfQuestion = (
  activity: Activity,
  { learnerId, number }: Pick<SittingFacts, 'learnerId' | 'number'>,
): number => seedFor(activity, learnerId, number);
