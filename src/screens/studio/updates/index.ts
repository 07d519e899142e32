/** What has changed in what a course took from others, and taking it. */
import { sendUpdates, showUpdates } from './routes.tsx';

export const endpoints = [showUpdates, sendUpdates];
