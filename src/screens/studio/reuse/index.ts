/** Using again what stands: a run on other days, a course as the beginning of another one. */
import { sendCopyRun, showCopyRun } from './routes/copy-run.tsx';
import { sendRemix, showRemix } from './routes/remix.tsx';

export const endpoints = [showCopyRun, sendCopyRun, showRemix, sendRemix];
