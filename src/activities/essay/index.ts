/** essay: a text of the learner's own, read and judged by people. */
import type { ActivityType } from '#modules/content/contract.ts';
import { essayForm } from './form.ts';
import { readEssay } from './read.ts';
import { refuseEssay } from './rules.ts';
import { type EssayAnswer, type EssaySettings, essayAnswer, essaySettings } from './settings.ts';
import { EssayView } from './views.tsx';

export const essay: ActivityType<EssaySettings, EssayAnswer> = {
  name: 'essay',
  attributes: ['min-words', 'max-words', 'lines', 'placeholder'],
  form: essayForm,
  defaultPoints: 1,
  settings: essaySettings,
  words: ['placeholder'],
  answer: essayAnswer,
  judgedBy: ['staff', 'peers'],
  read: readEssay,
  fromForm: (fields) => fields.value?.[0]?.replace(/\r\n?/g, '\n').trim() || null,
  refuse: refuseEssay,
  ask: ({ minWords, maxWords }) => ({ format: 'markdown', minWords, maxWords }),
  compare: {
    isOffered: () => true,
    language: () => null,
    given: () => [],
    texts: (answer) => ({ '': answer }),
  },
  describe: (answer) => answer,
  view: EssayView,
};
