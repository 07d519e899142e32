/** What kinds of activity are called in the studio. */
import type { MessageKey, Translate } from '#lib/messages.ts';

const translated = new Set([
  ...['choice', 'numeric', 'text-answer', 'match', 'order', 'poll', 'code', 'calculated'],
  ...['essay', 'file-upload', 'survey', 'video', 'exercise', 'unsupported'],
]);

/** A kind that came with no name of its own is called by its key. */
export const typeName = (type: string, t: Translate) =>
  translated.has(type) ? t(`outline.type-${type}` as MessageKey) : type;
