import type { AuthorForm } from '#modules/content/contract.ts';

export const surveyForm: AuthorForm = {
  attributes: [{ name: 'anonymous', kind: 'flag' }],
  promptOptional: true,
  parts: [
    {
      ...{ name: 'question', kind: 'containers', keyed: true },
      fields: [
        { name: 'required', kind: 'flag' },
        { name: 'multiple', kind: 'flag' },
        { name: 'type', kind: 'word', words: ['scale'] },
        { name: 'from', kind: 'number', from: 0, to: 1, whole: true },
        { name: 'to', kind: 'number', from: 2, to: 10, whole: true },
        { name: 'low', kind: 'text' },
        { name: 'high', kind: 'text' },
        { name: 'lines', kind: 'number', from: 1, to: 20, whole: true },
      ],
    },
  ],
};
