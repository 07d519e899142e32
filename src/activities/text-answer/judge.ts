/**
 * Texts are compared after folding. Patterns run on RE2's algorithm, in time linear in the text: no pattern of an
 * author and no text of a learner can hold a process up.
 */
import { RE2JS } from 're2js';
import { dropAccents, foldText } from '#lib/fold-text.ts';
import type { Judgement } from '#modules/content/contract.ts';
import type { Accepted, Form, TextAnswer, TextSettings } from './settings.ts';

type Counts = Pick<TextSettings, 'case' | 'accents'>;

/** Throws where the pattern is not of RE2's syntax. */
export const compilePattern = (pattern: string, counts: Counts): RE2JS =>
  RE2JS.compile(counts.accents ? pattern : dropAccents(pattern), counts.case ? 0 : RE2JS.CASE_INSENSITIVE);

type Fits = (answer: string) => boolean;

function fitsOf({ kind, value }: Form, counts: Counts): Fits {
  if (kind === 'text') {
    const folded = foldText(value, counts);
    return (answer) => foldText(answer, counts) === folded;
  }
  const pattern = compilePattern(value, counts);
  return (answer) => pattern.matcher(foldText(answer, { ...counts, case: true })).find();
}

/** What an activity accepts, made ready once: a release keeps its settings while it is in memory. */
const ready = new WeakMap<TextSettings, { fits: Fits; accepted: Accepted }[]>();

function readyOf(settings: TextSettings) {
  let made = ready.get(settings);
  if (!made) {
    made = settings.accepted.map((accepted) => {
      const forms = [accepted, ...(accepted.also ?? [])].map((form) => fitsOf(form, settings));
      return { fits: (answer) => forms.some((fits) => fits(answer)), accepted };
    });
    ready.set(settings, made);
  }
  return made;
}

/** The first accepted answer that fits decides. */
export function judgeText(answer: TextAnswer, settings: TextSettings): Judgement {
  const found = readyOf(settings).find(({ fits }) => fits(answer))?.accepted;
  return { score: found?.score ?? 0, ...(found?.feedback && { feedback: [found.feedback] }) };
}
