/** The files of a course, in the studio. */
import { sendFile, sendName, sendRemoval, showFiles } from './routes.tsx';

export const endpoints = [showFiles, sendFile, sendName, sendRemoval];
