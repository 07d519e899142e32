import type { Doubt } from '#modules/content/contract.ts';
import type { NumericSettings, Range } from './settings.ts';

/** Wider than this part of the value, a tolerance takes in answers of another kind. */
const widest = 0.5;

function doubtOf({ shown, from, to, score }: Range): Doubt[] {
  if (score < 1 || from === null || to === null || /^[[(\]]/.test(shown)) return [];
  const [value, half] = [(from + to) / 2, (to - from) / 2];
  if (value !== 0 && half > Math.abs(value) * widest) return [{ code: 'wide-tolerance', values: { shown } }];
  // A hair is always allowed; a number with decimals that has to be hit exactly is a trap.
  const exact = half <= Math.abs(value) * 1e-9;
  return exact && /\.\d*[1-9]/.test(shown) ? [{ code: 'no-tolerance', values: { shown } }] : [];
}

export const doubtsOfNumber = ({ ranges }: NumericSettings): Doubt[] => ranges.flatMap(doubtOf).slice(0, 1);

/** A unit may be spelled as in any of the languages; the first spelling is the one that shows. */
export const poolUnits = (first: NumericSettings, others: readonly NumericSettings[]): NumericSettings => ({
  ...first,
  units: [...new Set([first, ...others].flatMap(({ units }) => units))],
});
