import type { AuthorForm } from '#modules/content/contract.ts';
import { fieldTypes, protocols } from './settings.ts';

export const exerciseForm: AuthorForm = {
  attributes: [
    { name: 'service', kind: 'text', required: true },
    { name: 'protocol', kind: 'word', words: protocols },
  ],
  parts: [
    {
      ...{ name: 'field', kind: 'containers' },
      fields: [
        { name: 'name', kind: 'text' },
        { name: 'type', kind: 'word', words: fieldTypes },
        { name: 'label', kind: 'text' },
        { name: 'required', kind: 'flag' },
      ],
    },
  ],
};
