/** What rolled-up figures say about a question, and what is held back because the group is too small. */
import { type Activity, activityTypeOf, judgedBy } from '#modules/content/contract.ts';
import {
  type Flag,
  type Item,
  type ItemOption,
  type ItemRow,
  type OptionUse,
  smallestGroup,
} from '../schema.ts';

const limits = { hard: 0.2, easy: 0.95, inverse: -0.05, weak: 0.1 };

/** Whoever is judged can be analysed. */
export const isItem = (activity: Activity): boolean =>
  activityTypeOf(activity.type).answer !== null && judgedBy(activity) !== 'nobody';

interface AskedOption {
  id: string;
  html: string;
}

const isOption = (value: unknown): value is AskedOption =>
  typeof value === 'object' && value !== null && 'id' in value && 'html' in value;

/** The options of a question that is answered by a list of their ids; none where it is answered in another way. */
export function askedOptions({ type, settings }: Activity): AskedOption[] {
  const { options } = activityTypeOf(type).ask?.(settings, 0) ?? {};
  return Array.isArray(options) ? options.filter(isOption) : [];
}

/** An option is right if choosing it alone gives something. */
function optionsOf(activity: Activity, use: OptionUse): ItemOption[] {
  const type = activityTypeOf(activity.type);
  return askedOptions(activity).map(({ id, html }) => {
    const { chosen = 0, rest = null } = use[id] ?? {};
    const right = (type.judge?.([id], activity.settings, 0).score ?? 0) > 0;
    return { id, html, right, chosen, rest: chosen >= smallestGroup ? rest : null };
  });
}

/** Those who do well elsewhere prefer a wrong option to the right ones. */
function keyIsDoubtful(options: readonly ItemOption[]): boolean {
  const bestOf = (right: boolean) =>
    Math.max(-1, ...options.flatMap((option) => (option.right === right ? (option.rest ?? []) : [])));
  return bestOf(true) >= 0 && bestOf(false) > bestOf(true);
}

export function flagsOf(
  { facility, discrimination }: Pick<ItemRow, 'facility' | 'discrimination'>,
  options: readonly ItemOption[],
): Flag[] {
  const hard = facility !== null && facility < limits.hard;
  const easy = facility !== null && facility > limits.easy;
  const found: [Flag, boolean][] = [
    ['hard', hard],
    ['easy', easy],
    ['inverse', discrimination !== null && discrimination < limits.inverse],
    [
      'weak',
      discrimination !== null &&
        discrimination >= limits.inverse &&
        discrimination < limits.weak &&
        !hard &&
        !easy,
    ],
    ['key', keyIsDoubtful(options)],
    ['unused', !easy && options.some(({ right, chosen }) => !right && chosen === 0)],
  ];
  return found.flatMap(([flag, is]) => (is ? [flag] : []));
}

export function itemOf(activity: Activity, row: ItemRow | undefined): Item {
  const learners = row?.learners ?? 0;
  if (!row || learners < smallestGroup) return { activityKey: activity.key, learners, figures: null };
  const discrimination = row.paired >= smallestGroup ? row.discrimination : null;
  const options = optionsOf(activity, row.options);
  return {
    ...{ activityKey: activity.key, learners },
    figures: {
      ...{ attempts: row.attempts / learners, facility: row.facility, best: row.best, discrimination },
      // Answers of an exam come together.
      seconds: activity.exam || row.timed < smallestGroup ? null : row.seconds,
      options,
      flags: flagsOf({ facility: row.facility, discrimination }, options),
    },
  };
}
