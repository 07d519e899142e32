/** What learners may know of the judging of their newest submission, from the rows of ledger and gradings. */
import type { ActivityState } from '#modules/attempts/index.ts';
import type { Judgement } from '#modules/content/contract.ts';
import type { GradingStanding, Trial, UnitActivity } from '../schema.ts';

/** Dates come as text: the row is JSON. */
type Json<T> = { [K in keyof T]: T[K] extends Date ? string : T[K] };

export interface ActivityRow
  extends Omit<ActivityState, 'last'>,
    Pick<ActivityState['last'], 'id' | 'answer' | 'judgement' | 'score'> {
  receivedAt: string;
  senderId: string | null;
  returned: number;
  /** The newest one of the submission. */
  grading: (Json<Omit<GradingStanding, 'held'>> & { judgement: Judgement | null; released: boolean }) | null;
  /** The one that counts. */
  current: { score: number; judgement: Judgement; released: boolean } | null;
}

/** Of hidden cases learners see name and status only. */
export function learnersView(judgement: Judgement): Judgement {
  if (!judgement.cases?.some(({ hidden }) => hidden)) return judgement;
  const cases = judgement.cases.map(({ output, expected, ...one }) => {
    if (one.hidden) return one;
    return { ...one, ...(output !== undefined && { output }), ...(expected !== undefined && { expected }) };
  });
  return { ...judgement, cases };
}

/** Score and judgement to show: those that count, else why the grader refused, else what the rule said. */
function shownOf({ grading, current, score, judgement }: ActivityRow) {
  if (grading?.state === 'rejected') return { score: null, judgement: grading.judgement };
  if (!current) return { score, judgement };
  return current.released ? current : { score: null, judgement: null };
}

export function unitActivityOf(row: ActivityRow): UnitActivity {
  const { activityKey, attempt, bestScore, returned, grading, id, answer, receivedAt, senderId } = row;
  const { score, judgement } = shownOf(row);
  return {
    ...{ activityKey, attempt, bestScore, returned, senderId },
    last: {
      ...{ id, answer, score },
      judgement: judgement && learnersView(judgement),
      receivedAt: new Date(receivedAt),
    },
    grading: grading && {
      number: grading.number,
      state: grading.state,
      source: grading.source,
      since: new Date(grading.since),
      held: grading.state === 'judged' && !grading.released,
      slow: grading.slow,
    },
  };
}

const openStates: ReadonlySet<string> = new Set(['waiting', 'running', 'pending']);
/** Something comes by itself, soon. */
export const isAwaited = (grading: GradingStanding | null, trial: Trial | null): boolean =>
  openStates.has(grading?.state ?? '') || openStates.has(trial?.state ?? '');

/** How far things are, in a word; another one is news. */
export function stageOf(attempt: number, grading: GradingStanding | null, trial: Trial | null): string {
  const judging = grading ? `${attempt} ${grading.number} ${grading.state} ${grading.held}` : '';
  return `${judging}/${trial ? `${trial.id} ${trial.state}` : ''}`;
}

export type TrialRow = Json<Trial> & { activityKey: string };

export const trialOf = ({ id, state, judgement, at }: TrialRow): Trial => ({
  ...{ id, state },
  judgement: judgement && learnersView(judgement),
  at: new Date(at),
});
