/** choice: one or several of a list, judged by machine. */

import { refuseChosen, textsOf } from '#activities/chosen.ts';
import { shuffled } from '#lib/random.ts';
import type { ActivityType } from '#modules/content/contract.ts';
import { choiceForm } from './form.ts';
import { judgeChoice } from './judge.ts';
import { readChoice } from './read.ts';
import { doubtsOfChoice } from './rules.ts';
import { type ChoiceAnswer, type ChoiceSettings, choiceAnswer, choiceSettings } from './settings.ts';
import { ChoiceView } from './views.tsx';

export const choice: ActivityType<ChoiceSettings, ChoiceAnswer> = {
  name: 'choice',
  attributes: ['multiple', 'shuffle', 'partial'],
  form: choiceForm,
  doubts: doubtsOfChoice,
  defaultPoints: 1,
  settings: choiceSettings,
  words: ['options.*.html', 'options.*.text', 'options.*.feedback'],
  answer: choiceAnswer,
  read: readChoice,
  fromForm: (fields) => (fields.value?.length ? fields.value : null),
  refuse: refuseChosen,
  ask: ({ multiple, options, shuffle }, seed) => ({
    multiple,
    options: (shuffle ? shuffled(options, seed) : options).map(({ id, html }) => ({ id, html })),
  }),
  judge: judgeChoice,
  describe: (answer, { options }) => textsOf(options, answer).join('; '),
  view: ChoiceView,
  searchText: ({ options }) => options.map((option) => option.text).join('\n'),
};
