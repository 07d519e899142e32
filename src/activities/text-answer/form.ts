import type { AuthorForm } from '#modules/content/contract.ts';

export const textForm: AuthorForm = {
  attributes: [
    { name: 'answer', kind: 'text', required: 'by-rule' },
    { name: 'case', kind: 'flag' },
    { name: 'accents', kind: 'flag' },
    { name: 'lines', kind: 'number', from: 1, to: 50, whole: true },
    { name: 'placeholder', kind: 'text' },
  ],
  parts: [
    {
      ...{ name: 'answer', kind: 'leaves', label: true },
      fields: [
        { name: 'text', kind: 'text' },
        { name: 'pattern', kind: 'text' },
        { name: 'score', kind: 'number', from: 0, to: 1 },
      ],
    },
  ],
};
