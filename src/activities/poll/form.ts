import type { AuthorForm } from '#modules/content/contract.ts';

export const pollForm: AuthorForm = {
  attributes: [{ name: 'multiple', kind: 'flag' }],
  parts: [{ name: 'options', kind: 'list', list: 'bullets' }],
};
