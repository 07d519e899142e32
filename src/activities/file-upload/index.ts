/** file-upload: files of the learner's own, with a word to whoever reads them. */
import type { ActivityType } from '#modules/content/contract.ts';
import { fileUploadForm } from './form.ts';
import { readFileUpload } from './read.ts';
import { answerOf, refuseFiles } from './rules.ts';
import {
  type FileUploadAnswer,
  type FileUploadSettings,
  fileUploadAnswer,
  fileUploadSettings,
} from './settings.ts';
import { FileUploadView } from './views.tsx';

export const fileUpload: ActivityType<FileUploadSettings, FileUploadAnswer> = {
  name: 'file-upload',
  attributes: ['types', 'max-files', 'max-size'],
  form: fileUploadForm,
  defaultPoints: 1,
  settings: fileUploadSettings,
  answer: fileUploadAnswer,
  judgedBy: ['staff', 'peers'],
  read: readFileUpload,
  fromForm: answerOf,
  refuse: refuseFiles,
  ask: (settings) => settings,
  uploads: ({ maxBytes }) => ({ maxBytes }),
  files: ({ files }) => files,
  describe: ({ files, comment }) =>
    [...files.map(({ name }) => name), comment ?? ''].filter(Boolean).join('\n'),
  view: FileUploadView,
};
