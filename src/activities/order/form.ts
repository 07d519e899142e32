import { partialRules } from '#activities/partial.ts';
import type { AuthorForm } from '#modules/content/contract.ts';

export const orderForm: AuthorForm = {
  attributes: [{ name: 'partial', kind: 'word', words: partialRules }],
  parts: [{ name: 'items', kind: 'list', list: 'numbers' }],
};
