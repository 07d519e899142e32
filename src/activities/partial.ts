/** Terms: the *partial rule* says what part of the points an answer gives that is right in some of its parts. */
import { Type } from 'typebox';

export const partialRules = ['none', 'each', 'halves'] as const;
export const partialRule = Type.Enum(partialRules);
export type PartialRule = (typeof partialRules)[number];

/**
 * `none`: all or nothing. `each`: every part counts alike. `halves`: half for each mistake, up to two; nothing where
 * guessing would be too cheap (one mistake in two parts, two in four), as in Open edX.
 */
export function partialScore(rule: PartialRule, right: number, total: number): number {
  const mistakes = total - right;
  if (mistakes === 0) return 1;
  if (rule === 'each') return right / total;
  if (rule === 'halves' && mistakes <= 2 && total > 2 * mistakes) return 0.5 ** mistakes;
  return 0;
}
