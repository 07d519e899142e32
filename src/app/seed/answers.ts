/** Answers that the seeded learners hand in: right ones, and wrong ones of the same shape. */
import type { ChoiceSettings } from '#activities/choice/settings.ts';
import type { MatchSettings } from '#activities/match/settings.ts';
import type { NumericSettings } from '#activities/numeric/settings.ts';
import type { OrderSettings } from '#activities/order/settings.ts';
import type { PollSettings } from '#activities/poll/settings.ts';
import type { TextSettings } from '#activities/text-answer/settings.ts';
import type { Activity } from '#modules/content/contract.ts';
import { programs } from './programs.ts';

type Solver = (settings: never, right: boolean, turn: number) => unknown;

function withinRange({ ranges, units }: NumericSettings): string {
  const range = ranges.find(({ score }) => score === 1);
  const from = range?.from ?? range?.to ?? 0;
  const to = range?.to ?? from;
  return [String((from + to) / 2), units[0] ?? ''].join(' ').trim();
}

/** What people choose where nothing is right: most the first, some each of the others. */
const opinions = [0, 1, 2, 0, 3, 0, 1, 2, 0, 3];

const solvers: Record<string, Solver> = {
  choice: ({ options }: ChoiceSettings, right) =>
    right
      ? options.filter((option) => option.correct).map(({ id }) => id)
      : options
          .filter((option) => !option.correct)
          .map(({ id }) => id)
          .slice(0, 1),
  numeric: (settings: NumericSettings, right) =>
    right ? withinRange(settings) : `-987654 ${settings.units[0] ?? ''}`.trim(),
  'text-answer': ({ accepted }: TextSettings, right) =>
    right ? (accepted.find(({ kind, score }) => kind === 'text' && score === 1)?.value ?? null) : 'no idea',
  match: ({ rows, targets }: MatchSettings, right) =>
    Object.fromEntries(
      rows.map((row) => [
        row.id,
        right ? row.target : (targets.find(({ id }) => id !== row.target)?.id ?? row.target),
      ]),
    ),
  order: ({ sequence }: OrderSettings, right) =>
    Object.fromEntries((right ? sequence : [...sequence].reverse()).map((id, place) => [id, place + 1])),
  poll: ({ options }: PollSettings, _right, turn) => [
    options[opinions[turn % opinions.length] ?? 0]?.id ?? '',
  ],
};

/** Null where the kind takes no answer, or has no plain right one. `turn`: whose program or opinion it is. */
export function answerTo(activity: Activity, right: boolean, turn = 0): unknown {
  const program = activity.type === 'code' ? programs[activity.key] : undefined;
  if (program) return right ? program.right[turn % program.right.length] : program.wrong;
  return solvers[activity.type]?.(activity.settings as never, right, turn) ?? null;
}
