/** exercise: judged by a grading service of its own, by the protocol of A+ or by ours. */
import type { ActivityType } from '#modules/content/contract.ts';
import { exerciseForm } from './form.ts';
import { readExercise } from './read.ts';
import { describeExercise, exerciseFiles, exerciseFromForm, exerciseTask, refuseExercise } from './rules.ts';
import {
  type ExerciseAnswer,
  type ExerciseSettings,
  exerciseAnswer,
  exerciseSettings,
  largestFile,
} from './settings.ts';
import { ExerciseView } from './views.tsx';

export const exercise: ActivityType<ExerciseSettings, ExerciseAnswer> = {
  name: 'exercise',
  attributes: ['service', 'protocol'],
  form: exerciseForm,
  defaultPoints: 10,
  settings: exerciseSettings,
  words: ['fields.*.label', 'fields.*.html', 'fields.*.options.*.html', 'fields.*.options.*.text'],
  answer: exerciseAnswer,
  read: readExercise,
  fromForm: exerciseFromForm,
  refuse: refuseExercise,
  judgedBy: ['machine'],
  task: exerciseTask,
  files: exerciseFiles,
  uploads: () => ({ maxBytes: largestFile }),
  isServed: ({ fields }) => fields.length === 0,
  describe: describeExercise,
  view: ExerciseView,
  searchText: ({ fields }) =>
    fields.flatMap(({ label, options }) => [label, ...options.map(({ text }) => text)]).join('\n'),
};
