import { partialRules } from '#activities/partial.ts';
import type { AuthorForm } from '#modules/content/contract.ts';

export const choiceForm: AuthorForm = {
  attributes: [
    { name: 'multiple', kind: 'flag' },
    { name: 'shuffle', kind: 'flag' },
    { name: 'partial', kind: 'word', words: partialRules },
  ],
  parts: [{ name: 'options', kind: 'list', list: 'boxes', feedback: true, value: true }],
};
