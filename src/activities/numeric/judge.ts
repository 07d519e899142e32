/** Numeric answers: what cannot be read is refused with a word of help; what can be read is judged. */
import { plainSymbols, readDecimal } from '#lib/decimal.ts';
import type { Translate } from '#lib/messages.ts';
import type { Judgement } from '#modules/content/contract.ts';
import type { NumericAnswer, NumericSettings, Range } from './settings.ts';

/** `m / s²`, `m/s^2` and `m/s**2` are one unit; a space between units is a product, as is `·` or `*`. */
const unitKey = (unit: string): string =>
  plainSymbols(unit)
    .replace(/\*\*|\^/g, '')
    .replace(/ ?([/·⋅*]) ?/g, '$1')
    .replace(/[ ·⋅*]/g, '·');

const isUnit = (unit: string, { units }: NumericSettings) =>
  units.some((known) => unitKey(known) === unitKey(unit));

export function refuseNumber(answer: NumericAnswer, settings: NumericSettings, t: Translate): string | null {
  const read = readDecimal(answer);
  if (read.kind === 'none') return t('activities.not-a-number', { answer });
  if (read.kind === 'ambiguous') {
    const [first, second] = read.readings;
    return t('activities.ambiguous-number', { answer, first: String(first), second: String(second) });
  }
  const [unit] = settings.units;
  if (read.rest === '') return settings.unitRequired ? t('activities.unit-missing') : null;
  if (settings.unitRequired || isUnit(read.rest, settings)) return null;
  if (unit === undefined) return t('activities.not-a-number', { answer });
  return t('activities.unit-other', { rest: read.rest, unit });
}

const within = (value: number, { from, to, fromOpen, toOpen }: Range): boolean =>
  (from === null || value > from || (value === from && !fromOpen)) &&
  (to === null || value < to || (value === to && !toOpen));

/** The first range that holds the number decides. */
export function judgeNumber(answer: NumericAnswer, settings: NumericSettings): Judgement {
  const read = readDecimal(answer);
  if (read.kind !== 'number') return { score: 0 };
  const unitFits = read.rest === '' ? !settings.unitRequired : isUnit(read.rest, settings);
  const range = unitFits ? settings.ranges.find((one) => within(read.value, one)) : undefined;
  return { score: range?.score ?? 0, ...(range?.feedback && { feedback: [range.feedback] }) };
}
