/** The pages of exams, as endpoints. */
import {
  beginExam,
  finishExam,
  saveQuestions,
  showExam,
  showQuestions,
  showReview,
  showSummary,
} from './routes/taking.tsx';
import { endExam, giveMinutes, reopenExam, showExams, showSittings } from './routes/watching.tsx';

export { examLinks, staffLinks as examStaffLinks } from './links.ts';

export const endpoints = [
  showExam,
  beginExam,
  showQuestions,
  saveQuestions,
  showSummary,
  finishExam,
  showReview,
  showExams,
  showSittings,
  giveMinutes,
  reopenExam,
  endExam,
];
