/** The pages of a run, as endpoints. */
import {
  finishTheUnit,
  keepActivityDraft,
  submitToActivity,
  tryActivity,
  watchActivity,
} from './routes/answering.ts';
import { announceUpload, sendFiles } from './routes/files.ts';
import { showProgress, showWhy } from './routes/grades.tsx';
import { joinAGroup, leaveMyGroup, makeMyGroup } from './routes/groups.ts';
import { previewText } from './routes/preview.ts';
import { showRun, showUnit, unitPage } from './routes/reading.tsx';
import { showReceipt, showReceiptKey } from './routes/receipts.tsx';
import { searchRun } from './routes/search.tsx';
import { showWhatIf } from './routes/what-if.tsx';

export { formatOutOf, formatPercent, formatPoints } from './format.ts';
export { links } from './links.ts';
export {
  dueOf,
  type LinkedWork,
  numberOf,
  progressOf,
  readyRelease,
  standingOf,
  whyJson,
} from './rules.ts';
export { openUnit, requireReading, revealsAt } from './service/reading.ts';
export { graces, LengthSelect, periods } from './views/length.tsx';
export { outlineItems } from './views/outline.ts';
export { PreviewUnit } from './views/preview-unit.tsx';
export { ProgressPage } from './views/progress.tsx';
export { Deadline, DueList, durationText, personalText } from './views/times.tsx';
export { WhyPage } from './views/why.tsx';
export { unitPage };

export const endpoints = [
  sendFiles,
  announceUpload,
  previewText,
  showRun,
  showUnit,
  searchRun,
  submitToActivity,
  tryActivity,
  watchActivity,
  keepActivityDraft,
  finishTheUnit,
  makeMyGroup,
  joinAGroup,
  leaveMyGroup,
  showProgress,
  showWhy,
  showWhatIf,
  showReceipt,
  showReceiptKey,
];
