/** Names of fields, parts and words of the source, as the forms show them. */
import type { MessageKey, Translate } from '#lib/messages.ts';

/** A word without a text of its own (the name of a programming language) is shown as the source has it. */
export function wordText(t: Translate, key: string, otherwise: string): string {
  const text = t(key as MessageKey);
  return text === key ? otherwise : text;
}

export const fieldLabel = (t: Translate, name: string) => wordText(t, `editor.field-${name}`, name);
export const fieldHint = (t: Translate, name: string): string | undefined =>
  wordText(t, `editor.hint-${name}`, '') || undefined;
export const partLabel = (t: Translate, name: string) => wordText(t, `editor.part-${name}`, name);
export const wordLabel = (t: Translate, word: string) => wordText(t, `editor.word-${word}`, word);
/** What stands before the parts of an activity; not every kind asks one question. */
export const promptLabel = (t: Translate, name: string) =>
  wordText(t, `editor.prompt-${name}`, t('editor.question'));
export const kindLabel = (t: Translate, name: string) => wordText(t, `editor.kind-${name}`, name);
