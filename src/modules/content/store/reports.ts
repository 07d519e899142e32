/** Reports of imports. */
import { sql } from 'kysely';
import { db } from '#platform/database.ts';
import type { ImportReport } from '../schema.ts';

export async function addImportReport(report: Omit<ImportReport, 'id'>): Promise<string> {
  const { id } = await db()
    .insertInto('content.import_report')
    .values({
      course_id: report.courseId,
      format: report.format,
      file_name: report.fileName,
      report: JSON.stringify(report.report),
      created_at: report.createdAt,
      created_by: report.createdBy,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

const reports = (report = sql<unknown>`report`) =>
  db()
    .selectFrom('content.import_report')
    .select([
      'id',
      'course_id as courseId',
      'format',
      'file_name as fileName',
      report.as('report'),
      'created_at as createdAt',
      'created_by as createdBy',
    ]);

/** Newest first, without their `items`: a list of fifty would be megabytes. */
export const listImportReports = (courseId: string): Promise<ImportReport[]> =>
  reports(sql`report - 'items'`)
    .where('course_id', '=', courseId)
    .orderBy('created_at', 'desc')
    .limit(50)
    .execute();

export const findImportReport = async (id: string): Promise<ImportReport | null> =>
  (await reports().where('id', '=', id).executeTakeFirst()) ?? null;
