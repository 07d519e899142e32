/** Moodle: its files of questions and its backups of courses, in with a report of everything in them. */
export { importBackup } from './service/backup.ts';
export { importQuiz, readQuizFiles } from './service/quiz.ts';
export { isBackup } from './wire/backup.ts';
export { moodleRefusals } from './wire/question.ts';
