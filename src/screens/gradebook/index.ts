/** The gradebook, as endpoints. */
import { releaseActivity, showActivity } from './routes/activity.tsx';
import { applyGrades, exportGrades, sendGrades, showFiles, showImport } from './routes/files.tsx';
import { setCell, showCell, showGradebook, showLearnerGrades } from './routes/page.tsx';
import { savePolicy, showPolicy } from './routes/policy.tsx';
import {
  applyRegrading,
  proposeRegrade,
  showRegrade,
  showRegrades,
  stopRegrading,
  undoRegrading,
} from './routes/regrade.tsx';

export { links as gradebookLinks } from './links.ts';
export { ComparisonView } from './views/comparison.tsx';

export const endpoints = [
  showGradebook,
  showPolicy,
  savePolicy,
  exportGrades,
  showFiles,
  sendGrades,
  showImport,
  applyGrades,
  showRegrades,
  proposeRegrade,
  showRegrade,
  stopRegrading,
  applyRegrading,
  undoRegrading,
  showActivity,
  releaseActivity,
  showLearnerGrades,
  showCell,
  setCell,
];
