import type { AuthorForm } from '#modules/content/contract.ts';
import { languages } from '#platform/sandbox/schema.ts';

export const codeForm: AuthorForm = {
  attributes: [
    { name: 'language', kind: 'word', words: languages, required: true },
    { name: 'file', kind: 'text' },
    { name: 'seconds', kind: 'number', from: 1, to: 60, whole: true },
    { name: 'megabytes', kind: 'number', from: 16, to: 1024, whole: true },
    { name: 'lines', kind: 'number', from: 3, to: 60, whole: true },
  ],
  parts: [
    {
      ...{ name: 'blocks', kind: 'fences', roles: ['starter', 'given', 'tests'] },
      begins: ['starter', 'tests'],
      fields: [
        { name: 'file', kind: 'text' },
        { name: 'hidden', kind: 'flag' },
        { name: 'points', kind: 'number', from: 0, to: 1000 },
      ],
    },
    {
      ...{ name: 'case', kind: 'leaves', label: true },
      fields: [
        { name: 'input', kind: 'text' },
        { name: 'output', kind: 'text', required: true },
        { name: 'points', kind: 'number', from: 0, to: 1000 },
        { name: 'hidden', kind: 'flag' },
      ],
    },
  ],
};
