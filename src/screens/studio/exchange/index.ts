/** Courses in and out, for the studio and for the command line. */
import { downloadExport, showExport } from './routes/export.tsx';
import { sendImport, showImport } from './routes/import.tsx';
import {
  announceImport,
  beginWholeImport,
  cancelImported,
  sendImportPiece,
  showImported,
  showImportUnit,
  showStanding,
  takeImported,
  watchImported,
} from './routes/importing.tsx';
import { showReport } from './routes/report.tsx';

export { type ImportOptions, type ImportOutcome, importFromPath } from './service/import-course.ts';
export { stopImportNews } from './service/import-news.ts';

export const endpoints = [
  showImport,
  sendImport,
  beginWholeImport,
  announceImport,
  sendImportPiece,
  showStanding,
  showImported,
  watchImported,
  showImportUnit,
  takeImported,
  cancelImported,
  showReport,
  showExport,
  downloadExport,
];
