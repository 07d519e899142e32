import type { Doubt } from '#modules/content/contract.ts';
import type { ChoiceSettings } from './settings.ts';

/** Where there is nothing to choose, nobody shows what they know. */
export function doubtsOfChoice({ options }: ChoiceSettings): Doubt[] {
  if (options.length === 1) return [{ code: 'one-option' }];
  if (options.length > 1 && options.every(({ correct }) => correct)) return [{ code: 'all-right' }];
  const texts = options.map(({ text }) => text.trim().toLowerCase());
  const twice = options.find(({ text }, at) => text && texts.indexOf(text.trim().toLowerCase()) !== at);
  return twice ? [{ code: 'option-twice', values: { text: twice.text } }] : [];
}
