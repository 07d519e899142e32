/** The pages of a run, as endpoints. */
import {
  finishTheUnit,
  keepActivityDraft,
  submitToActivity,
  tryActivity,
  watchActivity,
} from './routes/answering.ts';
import { showProgress, showWhy } from './routes/grades.tsx';
import { searchRun, showRun, showUnit } from './routes/reading.tsx';
import { showReceipt, showReceiptKey } from './routes/receipts.tsx';
import { showWhatIf } from './routes/what-if.tsx';

export { formatOutOf, formatPercent, formatPoints } from './format.ts';
export { links } from './links.ts';
export { progressOf, readyRelease, titleOf, whyJson } from './rules.ts';
export { requireReading } from './service.ts';
export { ProgressPage } from './views/progress.tsx';
export { WhyPage } from './views/why.tsx';

export const endpoints = [
  showRun,
  showUnit,
  searchRun,
  submitToActivity,
  tryActivity,
  watchActivity,
  keepActivityDraft,
  finishTheUnit,
  showProgress,
  showWhy,
  showWhatIf,
  showReceipt,
  showReceiptKey,
];
