/** Staff look after the groups of a run. What learners do about theirs stands with the activity, in `screens/learn`. */
import { placeLearners, removeMember, showGroups } from './routes.tsx';

export const endpoints = [showGroups, placeLearners, removeMember];
