/** The desk of those who mark, and what learners see of it. */
import { showFeedback, writeToStaff } from './routes/feedback.tsx';
import {
  allotActivity,
  deleteReply,
  releaseAll,
  savePolicy,
  saveReply,
  showPolicy,
  showReplies,
} from './routes/policy.tsx';
import { changeMany, markOther, showDesk, showNext } from './routes/queue.tsx';
import {
  keepDraft,
  pinComment,
  releaseTask,
  saveMark,
  showTask,
  unpinComment,
  writeToLearner,
} from './routes/task.tsx';

export { feedbackLink } from './links.ts';
export { markFromForm, markInputOf } from './rules.ts';
export { MarkBody } from './schema.ts';
export { telling } from './service.ts';
export { PinnedAnswer } from './views/answer.tsx';
export { openCriteria, RubricForm, RubricView } from './views/rubric.tsx';

export const endpoints = [
  showDesk,
  showNext,
  changeMany,
  markOther,
  showTask,
  saveMark,
  keepDraft,
  releaseTask,
  pinComment,
  unpinComment,
  writeToLearner,
  showPolicy,
  savePolicy,
  allotActivity,
  releaseAll,
  showReplies,
  saveReply,
  deleteReply,
  showFeedback,
  writeToStaff,
];
