/** The pages of a run, as endpoints. */
import { finishTheUnit, keepActivityDraft, submitToActivity } from './routes/answering.ts';
import { showProgress, showReceipt, showReceiptKey, showWhy } from './routes/grades.tsx';
import { searchRun, showRun, showUnit } from './routes/reading.tsx';

export { links } from './links.ts';
export { progressOf } from './rules.ts';

export const endpoints = [
  showRun,
  showUnit,
  searchRun,
  submitToActivity,
  keepActivityDraft,
  finishTheUnit,
  showProgress,
  showWhy,
  showReceipt,
  showReceiptKey,
];
