import type { AuthorForm } from '#modules/content/contract.ts';

export const numericForm: AuthorForm = {
  attributes: [
    { name: 'answer', kind: 'text', required: true },
    { name: 'tolerance', kind: 'text' },
    { name: 'unit', kind: 'text' },
    { name: 'unit-required', kind: 'flag' },
  ],
  parts: [
    {
      ...{ name: 'answer', kind: 'leaves', label: true },
      fields: [
        { name: 'value', kind: 'text', required: true },
        { name: 'tolerance', kind: 'text' },
        { name: 'score', kind: 'number', from: 0, to: 1 },
      ],
    },
  ],
};
