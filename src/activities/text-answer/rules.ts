import type { Doubt } from '#modules/content/contract.ts';
import type { TextSettings } from './settings.ts';

/** Nobody writes a text of more words exactly as the author did. */
const mostWords = 5;

export function doubtsOfText({ accepted }: TextSettings): Doubt[] {
  const right = accepted.filter(({ score }) => score === 1);
  const long = right.every(
    ({ kind, value }) => kind === 'text' && value.trim().split(/\s+/).length > mostWords,
  );
  return right.length > 0 && long ? [{ code: 'exact-sentence' }] : [];
}
