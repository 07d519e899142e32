/** Dates as authors write them: on an activity, in the front matter of a unit, at a section; and what being late costs. */
import { type Static, Type } from 'typebox';
import { isDuration, isWallTime } from '#lib/wall-time.ts';
import type { ActivityDates, LatePolicy } from '../contract.ts';

const name = {
  opens: 'opens',
  due: 'due',
  'late-until': 'lateUntil',
  closes: 'closes',
} as const satisfies Record<string, keyof ActivityDates>;
type DateName = keyof typeof name;

/** In the order in which they come. */
export const dateNames = Object.keys(name) as DateName[];

const remedy =
  'Write a local time such as 2026-10-05T23:59, or a duration after the learner’s start such as P7D.';
const text = Type.String({
  pattern: '^(\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(:\\d\\d)?|P[0-9WDTHM]+)$',
  description: remedy,
});

export const dateFields = {
  opens: Type.Optional(text),
  due: Type.Optional(text),
  'late-until': Type.Optional(text),
  closes: Type.Optional(text),
};

export type DateFields = { [K in DateName]?: string | null | undefined };
type Wrong = (name: string, remedy: string) => void;

/** The dates among these values; null where there are none. Reports each that is no time and each out of order. */
export function readDates(given: DateFields, wrong: Wrong): ActivityDates | null {
  const dates: ActivityDates = {};
  let before: string | null = null;
  for (const key of dateNames) {
    const value = given[key];
    if (value === undefined || value === null) continue;
    if (!isWallTime(value) && !isDuration(value)) {
      wrong(key, remedy);
      continue;
    }
    // Wall times compare as text; durations and mixtures mean something only with a learner.
    if (before !== null && isWallTime(value) && value < before)
      wrong(key, 'It comes before the date above it.');
    if (isWallTime(value)) before = value;
    dates[name[key]] = value;
  }
  return Object.keys(dates).length > 0 ? dates : null;
}

const duration = Type.String({
  pattern: '^P(?=\\d|T\\d)(?:\\d{1,3}W)?(?:\\d{1,4}D)?(?:T(?=\\d)(?:\\d{1,5}H)?(?:\\d{1,6}M)?)?$',
  description: 'Write a duration such as P1D (a day) or PT12H (twelve hours).',
});
const percent = Type.Number({ minimum: 0, maximum: 100 });

export const LateFront = Type.Object(
  {
    percent,
    per: Type.Optional(duration),
    grace: Type.Optional(duration),
    floor: Type.Optional(percent),
  },
  { additionalProperties: false },
);

export const lateOf = ({ percent, per = 'P1D', grace, floor = 0 }: Static<typeof LateFront>): LatePolicy => ({
  ...{ percent, per, grace: grace ?? null, floor },
});
