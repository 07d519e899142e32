/** What is known of the blocks of a unit, and what is held back because the group is too small. */
import { type Activity, activityTypeOf, judgedBy } from '#modules/content/contract.ts';
import type { Block } from '#modules/content/index.ts';
import {
  type BlockEvidence,
  type EvidenceQuestion,
  type EvidenceRow,
  type QuestionRow,
  smallestGroup,
  type UnitEvidence,
} from '../schema.ts';
import { askedOptions } from './items.ts';

/** Whoever answers it hands something in. */
const isAnswered = ({ type }: Activity): boolean => activityTypeOf(type).answer !== null;

/** Those of a unit that can be answered, in the order of its page. */
export function questionsOf(blocks: readonly Block[], activities: readonly Activity[]): EvidenceQuestion[] {
  const known = new Map(activities.map((activity) => [activity.key, activity]));
  return blocks.flatMap((block) => {
    const activity = block.kind === 'activity' ? known.get(block.key) : undefined;
    if (!activity || !isAnswered(activity)) return [];
    const chosen = askedOptions(activity).length > 0;
    return [{ activityKey: activity.key, chosen, typed: !chosen && judgedBy(activity) === 'rule' }];
  });
}

function figuresOf(activity: Activity, row: QuestionRow): BlockEvidence['figures'] {
  const type = activityTypeOf(activity.type);
  const isRight = (id: string) => (type.judge?.([id], activity.settings, 0).score ?? 0) > 0;
  return {
    current: row.current,
    right: row.judged >= smallestGroup ? { count: row.right, of: row.judged } : null,
    attempts: row.attempts,
    // Answers of an exam come together.
    seconds: activity.exam || row.timed < smallestGroup ? null : row.seconds,
    options: askedOptions(activity).map(({ id, html }) => ({
      ...{ id, html, chosen: row.options[id] ?? 0 },
      right: type.judge ? isRight(id) : null,
    })),
    wrong: row.wrong,
  };
}

/**
 * Who stopped is counted where they stopped: between the last question they handed in and the next one. That is told
 * at the first block of the stretch.
 */
export function evidenceOf(
  blocks: readonly Block[],
  activities: readonly Activity[],
  { flow, questions, stops }: EvidenceRow,
): UnitEvidence {
  const known = new Map(activities.map((activity) => [activity.key, activity]));
  const rows = new Map(questions.map((row) => [row.activityKey, row]));
  const enough = flow.reached >= smallestGroup;
  let place = 0;
  let isFirst = true;
  const evidence = blocks.map((block): BlockEvidence => {
    const stopped = enough && isFirst ? (stops[place] ?? 0) : null;
    isFirst = false;
    const activity = block.kind === 'activity' ? known.get(block.key) : undefined;
    if (!activity || !isAnswered(activity))
      return { ...{ block, stopped, learners: null }, figures: null, open: 0 };
    place += 1;
    isFirst = true;
    const row = rows.get(activity.key);
    const learners = row?.learners ?? 0;
    const figures = row && learners >= smallestGroup ? figuresOf(activity, row) : null;
    return { ...{ block, stopped, learners, figures }, open: row?.open ?? 0 };
  });
  const { learners, reached, since } = flow;
  return {
    ...{ learners, reached, since: since === null ? null : new Date(since) },
    flow: enough ? { done: flow.done, wentOn: flow.wentOn, stopped: flow.stopped } : null,
    blocks: evidence,
  };
}
