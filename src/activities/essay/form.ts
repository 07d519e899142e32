import type { AuthorForm } from '#modules/content/contract.ts';

export const essayForm: AuthorForm = {
  attributes: [
    { name: 'min-words', kind: 'number', from: 1, to: 50_000, whole: true },
    { name: 'max-words', kind: 'number', from: 1, to: 50_000, whole: true },
    { name: 'lines', kind: 'number', from: 2, to: 50, whole: true },
    { name: 'placeholder', kind: 'text' },
  ],
  parts: [],
};
