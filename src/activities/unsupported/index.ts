/** unsupported: what an import found and Lectern cannot show; written by importers only. */
import type { ActivityType } from '#modules/content/contract.ts';
import { readUnsupported } from './read.ts';
import { type UnsupportedSettings, unsupportedSettings } from './settings.ts';
import { UnsupportedView } from './views.tsx';

export const unsupported: ActivityType<UnsupportedSettings, never> = {
  name: 'unsupported',
  attributes: ['type', 'source'],
  defaultPoints: 0,
  settings: unsupportedSettings,
  answer: null,
  read: readUnsupported,
  view: UnsupportedView,
};
