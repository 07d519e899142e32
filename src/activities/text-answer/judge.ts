/**
 * Texts are compared after folding. Patterns run on RE2's algorithm, in time linear in the text: no pattern of an
 * author and no text of a learner can hold a process up.
 */
import { RE2JS } from 're2js';
import { dropAccents, foldText } from '#lib/fold-text.ts';
import type { Judgement } from '#modules/content/contract.ts';
import type { Accepted, TextAnswer, TextSettings } from './settings.ts';

type Counts = Pick<TextSettings, 'case' | 'accents'>;

/** Throws where the pattern is not of RE2's syntax. */
export const compilePattern = (pattern: string, counts: Counts): RE2JS =>
  RE2JS.compile(counts.accents ? pattern : dropAccents(pattern), counts.case ? 0 : RE2JS.CASE_INSENSITIVE);

function fits(accepted: Accepted, answer: string, counts: Counts): boolean {
  if (accepted.kind === 'text') return foldText(accepted.value, counts) === foldText(answer, counts);
  return compilePattern(accepted.value, counts)
    .matcher(foldText(answer, { ...counts, case: true }))
    .find();
}

/** The first accepted answer that fits decides. */
export function judgeText(answer: TextAnswer, settings: TextSettings): Judgement {
  const found = settings.accepted.find((accepted) => fits(accepted, answer, settings));
  return { score: found?.score ?? 0, ...(found?.feedback && { feedback: [found.feedback] }) };
}
