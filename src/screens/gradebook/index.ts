/** The gradebook, as endpoints. */
import { setCell, showCell, showGradebook, showLearnerGrades } from './routes/page.tsx';

export const endpoints = [showGradebook, showLearnerGrades, showCell, setCell];
