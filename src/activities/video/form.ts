import type { AuthorForm } from '#modules/content/contract.ts';
import { trackKinds } from './settings.ts';

export const videoForm: AuthorForm = {
  attributes: [
    { name: 'src', kind: 'asset' },
    { name: 'poster', kind: 'asset' },
    { name: 'duration', kind: 'text' },
    { name: 'download', kind: 'flag' },
  ],
  parts: [
    {
      ...{ name: 'track', kind: 'leaves' },
      fields: [
        { name: 'src', kind: 'asset' },
        { name: 'lang', kind: 'text', required: true },
        { name: 'label', kind: 'text' },
        { name: 'kind', kind: 'word', words: trackKinds },
      ],
    },
  ],
};
