/** survey: a sheet of questions; nobody is right, and nobody is known where the author says so. */
import type { ActivityType } from '#modules/content/contract.ts';
import { surveyForm } from './form.ts';
import { readSurvey } from './read.ts';
import { answerOf, describeSurvey, refuseSurvey, summarizeSurvey } from './rules.ts';
import { type SurveyAnswer, type SurveySettings, surveyAnswer, surveySettings } from './settings.ts';
import { SurveyView } from './views.tsx';

export const survey: ActivityType<SurveySettings, SurveyAnswer> = {
  name: 'survey',
  attributes: ['anonymous'],
  form: surveyForm,
  defaultPoints: 0,
  settings: surveySettings,
  words: ['html', 'text', 'low', 'high', 'options.*.html', 'options.*.text'].map(
    (path) => `questions.*.${path}`,
  ),
  answer: surveyAnswer,
  read: readSurvey,
  fromForm: answerOf,
  refuse: refuseSurvey,
  ask: (settings) => settings,
  summarize: summarizeSurvey,
  anonymous: (settings) => settings.anonymous,
  describe: describeSurvey,
  view: SurveyView,
  searchText: ({ questions }) => questions.map(({ text }) => text).join('\n'),
};
