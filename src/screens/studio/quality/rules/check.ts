/** All rules over one unit. A rule is a line here. */
import { activityTypes } from '#modules/content/contract.ts';
import { type CompiledUnit, parseMarkdown } from '#modules/content/index.ts';
import type { Finding } from '../schema.ts';
import { alternativeText } from './alternative-text.ts';
import { boldHeadings, emptyHeadings, emptySections, repeatedHeadings } from './headings.ts';
import { linkTargets, linkTexts } from './links.ts';
import { captions } from './media.ts';
import type { Page, Rule } from './page.ts';
import { doubts, unasked, unexplained } from './questions.ts';
import { longSentences, readingLevel } from './reading.ts';

const rules: readonly Rule[] = [
  alternativeText,
  boldHeadings,
  captions,
  doubts,
  emptyHeadings,
  emptySections,
  linkTargets,
  linkTexts,
  longSentences,
  readingLevel,
  repeatedHeadings,
  unasked,
  unexplained,
];

export const findingsOf = (page: Page): Finding[] =>
  rules.flatMap((rule) => rule(page)).toSorted((a, b) => a.line - b.line);

// Compiling keeps units by what they are made of, so that what was found of one is found again.
const known = new WeakMap<CompiledUnit, Finding[]>();

/** What was found of a unit before, without reading its text again. */
export const foundBefore = (unit: CompiledUnit): Finding[] | undefined => known.get(unit);

/** What readers of a unit may stumble over, in the order of its lines. */
export function checkUnit(unit: CompiledUnit, text: string, language: string): Finding[] {
  const kept = known.get(unit);
  if (kept) return kept;
  const found = findingsOf({
    root: parseMarkdown(text),
    language: language.split('-')[0] ?? 'en',
    activities: unit.activities
      .filter(({ type }) => activityTypes().has(type))
      .map((activity) => ({ activity, line: unit.places.get(activity.key)?.line ?? 1 })),
  });
  known.set(unit, found);
  return found;
}
