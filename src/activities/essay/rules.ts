import type { Translate } from '#lib/messages.ts';
import { countWords } from '#lib/words.ts';
import type { EssayAnswer, EssaySettings } from './settings.ts';

/** A text that is too short or too long is asked for again; nothing of it is cut off. */
export function refuseEssay(answer: EssayAnswer, settings: EssaySettings, t: Translate): string | null {
  const { minWords, maxWords } = settings;
  const count = countWords(answer);
  if (minWords !== null && count < minWords) return t('tasks.essay-too-short', { count, least: minWords });
  if (maxWords !== null && count > maxWords) return t('tasks.essay-too-long', { count, most: maxWords });
  return null;
}

/** What the author asks for, as a sentence; null: any length. */
export function lengthAsked({ minWords, maxWords }: EssaySettings, t: Translate): string | null {
  if (minWords !== null && maxWords !== null)
    return t('tasks.essay-between', { least: minWords, most: maxWords });
  if (minWords !== null) return t('tasks.essay-least', { least: minWords });
  return maxWords === null ? null : t('tasks.essay-most', { most: maxWords });
}
