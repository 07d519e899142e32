/** text-answer: a word or a line, compared by rules the author chooses; lines, read by people. */
import type { ActivityType } from '#modules/content/contract.ts';
import { textForm } from './form.ts';
import { judgeText } from './judge.ts';
import { readText } from './read.ts';
import { doubtsOfText, poolTexts } from './rules.ts';
import { type TextAnswer, type TextSettings, textAnswer, textSettings } from './settings.ts';
import { TextView } from './views.tsx';

export const textAnswerType: ActivityType<TextSettings, TextAnswer> = {
  name: 'text-answer',
  attributes: ['answer', 'case', 'accents', 'lines', 'placeholder'],
  form: textForm,
  doubts: doubtsOfText,
  defaultPoints: 1,
  settings: textSettings,
  words: ['accepted.*.kind', 'accepted.*.value', 'accepted.*.feedback', 'placeholder'],
  pool: poolTexts,
  answer: textAnswer,
  read: readText,
  fromForm: (fields) => fields.value?.[0]?.replace(/\r\n?/g, '\n').trim() || null,
  judgedBy: ['rule', 'staff', 'peers'],
  judge: judgeText,
  ask: ({ lines }) => ({ lines }),
  compare: {
    isOffered: ({ lines }) => lines > 1,
    language: () => null,
    given: () => [],
    texts: (answer) => ({ '': answer }),
  },
  describe: (answer) => answer,
  view: TextView,
};
