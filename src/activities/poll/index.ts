/** poll: nobody is right; the shares show once enough people have answered. */
import { refuseChosen, textsOf } from '#activities/chosen.ts';
import type { ActivityType } from '#modules/content/contract.ts';
import { pollForm } from './form.ts';
import { readPoll } from './read.ts';
import { summarizePoll } from './rules.ts';
import { type PollAnswer, type PollSettings, pollAnswer, pollSettings } from './settings.ts';
import { PollView } from './views.tsx';

export const poll: ActivityType<PollSettings, PollAnswer> = {
  name: 'poll',
  attributes: ['multiple'],
  form: pollForm,
  defaultPoints: 0,
  settings: pollSettings,
  words: ['options.*.html', 'options.*.text'],
  answer: pollAnswer,
  read: readPoll,
  fromForm: (fields) => (fields.value?.length ? fields.value : null),
  refuse: refuseChosen,
  summarize: summarizePoll,
  tallied: true,
  ask: (settings) => settings,
  describe: (answer, { options }) => textsOf(options, answer).join('; '),
  view: PollView,
  searchText: ({ options }) => options.map((option) => option.text).join('\n'),
};
