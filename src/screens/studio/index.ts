/** The studio: importing and publishing courses, for its pages and for the command line. */
import { sendImport, showImport } from './routes/import.tsx';
import { showReport } from './routes/report.tsx';

export { type ImportOptions, type ImportOutcome, importFromPath } from './service/import-course.ts';
export { type PublishCourseInput, type PublishedCourse, publishCourse } from './service/publish-course.ts';

export const endpoints = [showImport, sendImport, showReport];
