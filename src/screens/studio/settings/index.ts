/** The settings of a course, in the studio. */
import { sendSettings, sendSource, showSettings, showSource } from './routes.tsx';

export const endpoints = [showSettings, sendSettings, showSource, sendSource];
