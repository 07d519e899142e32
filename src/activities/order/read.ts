import type { RootContent } from 'mdast';
import { readOptions, takeList } from '#activities/options.ts';
import { partialRules } from '#activities/partial.ts';
import { readWord } from '#activities/source.ts';
import type { ActivitySource } from '#modules/content/contract.ts';
import type { OrderSettings } from './settings.ts';

const missing = {
  message: 'There is nothing to put in order.',
  remedy: 'Write a numbered list in the right order.',
};

export function readOrder(source: ActivitySource): { settings: OrderSettings; prompt: RootContent[] } {
  const { list, rest } = takeList(source, (candidate) => candidate.ordered === true, missing);
  const items = list ? readOptions(source, list) : [];
  if (list && items.length < 2) source.problem('There are fewer than two items.', 'Add items.', list);
  return {
    settings: {
      items: items
        .map(({ id, html, text }) => ({ id, html, text }))
        .sort((one, other) => (one.id < other.id ? -1 : 1)),
      sequence: items.map(({ id }) => id),
      partial: readWord(source, 'partial', partialRules),
    },
    prompt: rest,
  };
}
