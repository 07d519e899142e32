/** Courses in and out, for the studio and for the command line. */
import { downloadExport, showExport } from './routes/export.tsx';
import { sendImport, showImport } from './routes/import.tsx';
import { showReport } from './routes/report.tsx';

export { type ImportOptions, type ImportOutcome, importFromPath } from './service/import-course.ts';

export const endpoints = [showImport, sendImport, showReport, showExport, downloadExport];
