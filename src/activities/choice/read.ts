import type { RootContent } from 'mdast';
import { readOptions, takeList } from '#activities/options.ts';
import { partialRules } from '#activities/partial.ts';
import { readFlag, readWord } from '#activities/source.ts';
import type { ActivitySource } from '#modules/content/contract.ts';
import type { ChoiceSettings } from './settings.ts';

const missing = {
  message: 'There is nothing to choose from.',
  remedy: 'Write a task list: `- [x] right` and `- [ ] wrong`.',
};

export function readChoice(source: ActivitySource): { settings: ChoiceSettings; prompt: RootContent[] } {
  const hasBoxes = (list: { children: { checked?: boolean | null }[] }) =>
    list.children.some((item) => typeof item.checked === 'boolean');
  const { list, rest } = takeList(source, hasBoxes, missing);
  const options = list ? readOptions(source, list) : [];
  const right = options.filter((option) => option.checked);
  for (const option of options.filter(({ checked }) => checked === null)) {
    source.problem('An option has no box.', 'Begin it with `[ ]` or `[x]` and a text.', option.node);
  }
  const best = Math.max(0, ...options.map((option) => option.value ?? 0));
  if (list && right.length === 0 && best < 1) {
    source.problem('No option is right.', 'Mark at least one option with `[x]`.', list);
  }
  const multiple = readFlag(source, 'multiple') || right.length > 1;
  // Of radio buttons any that gives all points is right, not only the one marked.
  const isRight = ({ checked, value }: (typeof options)[number]) =>
    checked === true || (!multiple && value === 1);
  const settings: ChoiceSettings = {
    multiple,
    shuffle: readFlag(source, 'shuffle'),
    partial: readWord(source, 'partial', partialRules),
    options: options.map((option) => {
      const { id, html, text, value, feedback } = option;
      return { id, html, text, correct: isRight(option), value, feedback };
    }),
  };
  return { settings, prompt: rest };
}
