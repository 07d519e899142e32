import type { AuthorForm } from '#modules/content/contract.ts';
import { mostFiles } from './settings.ts';

export const fileUploadForm: AuthorForm = {
  attributes: [
    { name: 'types', kind: 'text' },
    { name: 'max-files', kind: 'number', from: 1, to: mostFiles, whole: true },
    { name: 'max-size', kind: 'text' },
  ],
  parts: [],
};
