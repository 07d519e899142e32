/** When score, feedback and model answer show, as authors write it: `reveal-score=after-due`. */
import { Type } from 'typebox';
import type { RevealRule, RevealRules } from '../contract.ts';

export const revealWords = [
  'at-once',
  'released',
  'after-due',
  'after-all-due',
  'full-points',
  'attempts-used',
] as const satisfies RevealRule[];

export const revealNames = ['reveal-score', 'reveal-feedback', 'reveal-answer'] as const;
export type RevealName = (typeof revealNames)[number];

const fieldOf = {
  'reveal-score': 'score',
  'reveal-feedback': 'feedback',
  'reveal-answer': 'answer',
} as const;

/** A wall time of the run's zone, to the minute or second. */
export const wallTime =
  '^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])T([01]\\d|2[0-3]):[0-5]\\d(:[0-5]\\d)?$';

export const isWallTime = (text: string): boolean => new RegExp(wallTime).test(text);

export const revealRemedy = `Known are: ${revealWords.join(', ')}, and a time such as 2026-10-05T23:59.`;

const readRule = (text: string): RevealRule | null =>
  revealWords.find((word) => word === text) ?? (isWallTime(text) ? { at: text } : null);

/** The rules that are named; `wrong` hears of those that cannot be read. */
export function readReveal(
  written: Partial<Record<RevealName, string | null | undefined>>,
  wrong: (name: RevealName) => void = () => {},
): RevealRules {
  const rules: RevealRules = {};
  for (const name of revealNames) {
    const text = written[name];
    if (text === undefined || text === null) continue;
    const rule = readRule(text);
    if (rule) rules[fieldOf[name]] = rule;
    else wrong(name);
  }
  return rules;
}

const written = Type.Optional(
  Type.Union([Type.Enum([...revealWords]), Type.String({ pattern: wallTime })], {
    description: revealRemedy,
  }),
);

/** The same in course.yaml, for every activity that says nothing else. */
export const revealFields = { 'reveal-score': written, 'reveal-feedback': written, 'reveal-answer': written };
