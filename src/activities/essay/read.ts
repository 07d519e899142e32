import type { RootContent } from 'mdast';
import { readWhole } from '#activities/source.ts';
import type { ActivitySource } from '#modules/content/contract.ts';
import type { EssaySettings } from './settings.ts';

export function readEssay(source: ActivitySource): { settings: EssaySettings; prompt: RootContent[] } {
  const minWords = readWhole(source, 'min-words', { from: 1, to: 50_000 });
  const maxWords = readWhole(source, 'max-words', { from: 1, to: 50_000 });
  if (minWords !== null && maxWords !== null && minWords > maxWords)
    source.problem('`min-words` is more than `max-words`.', 'Change one of them.');
  if (source.children.length === 0)
    source.problem('The essay asks nothing.', 'Write inside what the text shall be about.');
  return {
    settings: {
      minWords,
      maxWords,
      lines: readWhole(source, 'lines', { from: 2, to: 50 }) ?? 12,
      placeholder: source.attributes.placeholder || null,
    },
    prompt: source.children,
  };
}
