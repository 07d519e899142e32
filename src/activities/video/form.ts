import type { AuthorForm } from '#modules/content/contract.ts';
import { trackKinds } from './settings.ts';

export const videoForm: AuthorForm = {
  attributes: [
    { name: 'src', kind: 'asset', use: 'film', required: true },
    { name: 'poster', kind: 'asset', use: 'picture' },
    { name: 'duration', kind: 'length' },
    { name: 'download', kind: 'flag' },
  ],
  promptOptional: true,
  parts: [
    {
      ...{ name: 'track', kind: 'leaves' },
      fields: [
        { name: 'src', kind: 'asset', use: 'captions', required: true },
        { name: 'lang', kind: 'text', required: true },
        { name: 'label', kind: 'text' },
        { name: 'kind', kind: 'word', words: trackKinds },
      ],
    },
  ],
};
