/** code: a program, judged by running tests on it. */
import type { ActivityType } from '#modules/content/contract.ts';
import { codeForm } from './form.ts';
import { readCode } from './read.ts';
import {
  codeFromForm,
  describeCode,
  doubtsOfCode,
  gradingTask,
  ownFiles,
  refuseCode,
  trialTask,
  visibleTests,
} from './rules.ts';
import { type CodeAnswer, type CodeSettings, codeAnswer, codeSettings } from './settings.ts';
import { CodeView } from './views.tsx';

export const code: ActivityType<CodeSettings, CodeAnswer> = {
  name: 'code',
  attributes: ['language', 'file', 'seconds', 'megabytes', 'lines'],
  form: codeForm,
  doubts: doubtsOfCode,
  defaultPoints: 10,
  settings: codeSettings,
  words: ['files.*.content', 'batteries.*.cases.*.name'],
  answer: codeAnswer,
  judgedBy: ['machine', 'staff'],
  read: readCode,
  fromForm: codeFromForm,
  refuse: refuseCode,
  task: gradingTask,
  trial: { isOffered: (settings) => visibleTests(settings).length > 0, task: trialTask },
  ask: (settings) => ({ language: settings.language, files: ownFiles(settings) }),
  compare: {
    isOffered: () => true,
    language: ({ language }) => language,
    given: ({ files }) => files.map(({ content }) => content),
    texts: (answer) => answer,
  },
  describe: describeCode,
  view: CodeView,
};
