/** What the pages of exams show, derived from the sitting. Pure. */
import { canonicalJson } from '#lib/canonical-json.ts';
import { contentId } from '#lib/content-id.ts';
import { feedbackOf, judgementShown, revealed, seedFor } from '#modules/attempts/index.ts';
import { type Activity, activityTypeOf, type FormFields, type Judgement } from '#modules/content/contract.ts';
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

const markOf = (answer: unknown): string =>
  answer === undefined || answer === null ? '-' : contentId(canonicalJson(answer));

/** Stands for what a page was drawn with: without script its form sends all questions, answered there or not. */
export const drawnWith = (keys: readonly string[], answers: Readonly<Record<string, unknown>>): string =>
  keys.map((key) => markOf(answers[key])).join(' ');

/** Answers that differ from what the page was drawn with; the others may be older than what another device saved. */
export function changedSince(
  drawn: string | undefined,
  keys: readonly string[],
  answers: ReadonlyMap<string, unknown>,
): ReadonlyMap<string, unknown> {
  const marks = drawn?.split(' ');
  if (marks?.length !== keys.length) return answers;
  return new Map([...answers].filter(([key, answer]) => markOf(answer) !== marks[keys.indexOf(key)]));
}

/** What of an answer's judging shows to its learner. */
export interface ShownResult {
  /** 0 to 1; null: not judged, or hidden. */
  score: number | null;
  judgement: Judgement | null;
  feedback: string[];
  /** The right answer and the solution. */
  answer: boolean;
  /** People or machines are still to judge it. */
  waiting: boolean;
}

type Judged = Pick<JudgedSubmission, 'score' | 'judgement' | 'held'>;

/** What of a sitting its rules look at. */
interface Finished extends Pick<FinishedSitting, 'lastDue' | 'left' | 'now'> {
  moments: Pick<FinishedSitting['moments'], 'dueAt' | 'lateUntil' | 'closesAt' | 'zone'>;
  sitting: Pick<SittingFacts, 'number'>;
}

/** By the rules that the author gave the question. An exam that is never due is due when it closes. */
export function shownOf(
  activity: Activity,
  submission: Judged | null,
  { moments, lastDue, left, sitting, now }: Finished,
  released: ReadonlySet<string>,
): ShownResult {
  const score = submission?.score ?? null;
  const end = moments.dueAt ?? moments.closesAt;
  const shown = revealed(activity, {
    ...{ now, left, attempts: sitting.number, bestScore: score },
    moments: { ...moments, dueAt: end },
    lastDue: () => lastDue ?? end,
    released: released.has(activity.key),
  });
  const judgement = submission?.judgement ?? null;
  return {
    score: shown.score ? score : null,
    judgement: judgementShown(judgement, shown),
    feedback: feedbackOf(judgement, shown),
    answer: shown.answer,
    waiting: submission !== null && score === null && !submission.held,
  };
}

/**
 * Whether the right answer shows once no sitting is left: a wrong answer and none wait alike, so that the next sitting
 * asks something. Where the author gave a rule of their own, it is not ours to say in a line.
 */
export const answerWaits = ({ showAnswer, reveal }: Activity, shown: ShownResult): boolean =>
  !shown.answer && showAnswer === 'finished' && !reveal;

/** Of the variant and the shuffle that this sitting shows. */
export const seedOfQuestion = (
  activity: Activity,
  { learnerId, number }: Pick<SittingFacts, 'learnerId' | 'number'>,
): number => seedFor(activity, learnerId, number);
