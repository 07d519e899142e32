/** Libraries of blocks and questions: taking from them, and who took what. */
import { sendTake, showTake, showUses } from './routes/take.tsx';

export { kindLabel } from './views/labels.ts';

export const endpoints = [showTake, sendTake, showUses];
