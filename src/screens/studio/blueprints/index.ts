/** Blueprints: courses that others follow, and what they lock there. */
import { sendBlueprint, sendChild, sendEnd, sendRemoval, showBlueprint } from './routes.tsx';

export const endpoints = [showBlueprint, sendBlueprint, sendEnd, sendChild, sendRemoval];
