/** The gradebook, as endpoints. */
import { setCell, showCell, showGradebook, showLearnerGrades } from './routes/page.tsx';
import { savePolicy, showPolicy } from './routes/policy.tsx';

export const endpoints = [showGradebook, showLearnerGrades, showCell, setCell, showPolicy, savePolicy];
