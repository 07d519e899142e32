/** Reports of imports, kept so that staff can work through what was not taken over. */
import { isUuid } from '#lib/uuid.ts';
import { Refusal } from '#platform/refusal.ts';
import { type ImportReport, refusals } from '../schema.ts';
import * as store from '../store/reports.ts';
import { type Author, nameOf } from './drafts.ts';

export function saveImportReport(
  call: Author,
  report: Pick<ImportReport, 'courseId' | 'format' | 'fileName' | 'report'>,
): Promise<string> {
  return store.addImportReport({ ...report, createdAt: call.now, createdBy: nameOf(call) });
}

export const listImportReports = (courseId: string): Promise<ImportReport[]> =>
  store.listImportReports(courseId);

export async function getImportReport(id: string): Promise<ImportReport> {
  const report = isUuid(id) ? await store.findImportReport(id) : null;
  if (!report) throw new Refusal(refusals['import-report-not-found']);
  return report;
}
