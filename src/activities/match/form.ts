import { partialRules } from '#activities/partial.ts';
import type { AuthorForm } from '#modules/content/contract.ts';

export const matchForm: AuthorForm = {
  attributes: [
    { name: 'shuffle', kind: 'flag' },
    { name: 'partial', kind: 'word', words: partialRules },
  ],
  parts: [{ name: 'pairs', kind: 'pairs' }],
};
