import type { AuthorForm } from '#modules/content/contract.ts';

const range = [
  { name: 'from', kind: 'number' },
  { name: 'to', kind: 'number' },
] as const;

export const calculatedForm: AuthorForm = {
  attributes: [
    { name: 'answer', kind: 'text', required: true },
    { name: 'tolerance', kind: 'text' },
    { name: 'unit', kind: 'text' },
    { name: 'unit-required', kind: 'flag' },
    { name: 'values', kind: 'word', words: ['attempt', 'learner'] },
  ],
  parts: [
    {
      ...{ name: 'value', kind: 'leaves' },
      fields: [
        { name: 'name', kind: 'text', required: true },
        ...range,
        { name: 'step', kind: 'number' },
        { name: 'of', kind: 'text' },
        { name: 'is', kind: 'text' },
        { name: 'digits', kind: 'number', from: 0, to: 12, whole: true },
      ],
    },
    { name: 'unknown', kind: 'leaves', fields: [{ name: 'name', kind: 'text', required: true }, ...range] },
    {
      ...{ name: 'answer', kind: 'leaves', label: true },
      fields: [
        { name: 'is', kind: 'text', required: true },
        { name: 'tolerance', kind: 'text' },
        { name: 'score', kind: 'number', from: 0, to: 1 },
      ],
    },
  ],
};
