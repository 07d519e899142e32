import type { RootContent } from 'mdast';
import { readOptions, takeList } from '#activities/options.ts';
import { readFlag } from '#activities/source.ts';
import type { ActivitySource } from '#modules/content/contract.ts';
import type { PollSettings } from './settings.ts';

const missing = {
  message: 'The poll has no options.',
  remedy: 'Write a list: one `- option` a line.',
};

export function readPoll(source: ActivitySource): { settings: PollSettings; prompt: RootContent[] } {
  const { list, rest } = takeList(source, () => true, missing);
  const options = list ? readOptions(source, list) : [];
  const marked = options.find((option) => option.checked);
  if (marked) {
    source.problem('Nobody is right in a poll.', 'Write `- option` without a box, or a choice.', marked.node);
  }
  return {
    settings: {
      multiple: readFlag(source, 'multiple'),
      options: options.map(({ id, html, text }) => ({ id, html, text })),
    },
    prompt: rest,
  };
}
