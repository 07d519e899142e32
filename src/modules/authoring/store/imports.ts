/** Files on their way to a course. */
import type { FileFacts, FileTree } from '#modules/content/index.ts';
import { query } from '#platform/database.ts';
import type { CourseImport, Finding, StoredRefusal } from '../schema/imports.ts';

const columns = `id, asked_by as "askedBy", asked_at as "askedAt", file_name as "fileName", size::float8 as size,
  received::float8 as received, state, progress, refusal, finding, course_id as "courseId", revision`;

export async function addImport(
  { askedBy, askedAt, fileName, size }: Pick<CourseImport, 'askedBy' | 'askedAt' | 'fileName' | 'size'>,
  most: number,
): Promise<CourseImport | null> {
  const [row] = await query<CourseImport>(
    `insert into authoring.import (asked_by, asked_at, file_name, size)
     select $1, $2, $3, $4
     where (select count(*) from authoring.import
            where asked_by = $1 and state in ('arriving', 'waiting', 'reading')) < $5
     returning ${columns}`,
    [askedBy, askedAt, fileName, size, most],
  );
  return row ?? null;
}

export async function findImport(id: string): Promise<CourseImport | null> {
  const [row] = await query<CourseImport>(`select ${columns} from authoring.import where id = $1`, [id]);
  return row ?? null;
}

/** Newest first. */
export const listImportsOf = (askedBy: string, limit: number): Promise<CourseImport[]> =>
  query<CourseImport>(
    `select ${columns} from authoring.import where asked_by = $1 and state <> 'cancelled'
     order by id desc limit $2`,
    [askedBy, limit],
  );

/** A piece that ends at `to` has come; false: another one was there first. */
export async function noteReceived(id: string, from: number, to: number): Promise<boolean> {
  const rows = await query(
    `update authoring.import set received = $3, state = case when size = $3 then 'waiting' else state end
     where id = $1 and received = $2 and state = 'arriving' returning 1`,
    [id, from, to],
  );
  return rows.length > 0;
}

/** Also one whose reader died in the middle of it. */
export async function beginReading(id: string): Promise<CourseImport | null> {
  const [row] = await query<CourseImport>(
    `update authoring.import set state = 'reading', progress = 0
     where id = $1 and state in ('waiting', 'reading') returning ${columns}`,
    [id],
  );
  return row ?? null;
}

/** False: nobody waits for it any more. */
export async function noteProgress(id: string, progress: number): Promise<boolean> {
  const rows = await query(
    `update authoring.import set progress = $2 where id = $1 and state = 'reading' returning 1`,
    [id, progress],
  );
  return rows.length > 0;
}

export interface ImportContent {
  files: FileTree;
  report: unknown;
  /** Place in the file to the hash of its text. */
  originals: ReadonlyMap<string, string>;
}

export async function settleReady(id: string, finding: Finding, content: ImportContent): Promise<void> {
  await query(
    `update authoring.import
     set state = 'ready', progress = 1, finding = $2, report = $3, files = $4, originals = $5
     where id = $1 and state = 'reading'`,
    [
      id,
      JSON.stringify(finding),
      JSON.stringify(content.report),
      JSON.stringify(Object.fromEntries(content.files)),
      JSON.stringify(Object.fromEntries(content.originals)),
    ],
  );
}

export async function settleRefused(id: string, refusal: StoredRefusal): Promise<void> {
  await query(
    `update authoring.import set state = 'refused', refusal = $2 where id = $1 and state = 'reading'`,
    [id, JSON.stringify(refusal)],
  );
}

/** False: it is taken, or was left before. */
export async function cancelImport(id: string): Promise<boolean> {
  const rows = await query(
    `update authoring.import set state = 'cancelled', files = null, report = null, originals = null
     where id = $1 and state not in ('taken', 'cancelled') returning 1`,
    [id],
  );
  return rows.length > 0;
}

interface ContentRow {
  files: Record<string, FileFacts>;
  report: unknown;
  originals: Record<string, string>;
}

export async function getImportContent(id: string): Promise<ImportContent | null> {
  const [row] = await query<ContentRow>(
    `select files, report, originals from authoring.import where id = $1 and files is not null`,
    [id],
  );
  return (
    (row && {
      files: new Map(Object.entries(row.files)),
      report: row.report,
      originals: new Map(Object.entries(row.originals)),
    }) ??
    null
  );
}

/** False: somebody took it, or left it, before. */
export async function takeImport(
  id: string,
  { courseId, revision, files }: { courseId: string; revision: number; files: FileTree },
): Promise<boolean> {
  const rows = await query(
    `update authoring.import set state = 'taken', course_id = $2, revision = $3, files = $4
     where id = $1 and state = 'ready' returning 1`,
    [id, courseId, revision, JSON.stringify(Object.fromEntries(files))],
  );
  return rows.length > 0;
}

/** What came last from a file into a course; null: nothing did. */
export async function findLastTaken(courseId: string): Promise<FileTree | null> {
  const [row] = await query<Pick<ContentRow, 'files'>>(
    `select files from authoring.import where course_id = $1 order by revision desc, id desc limit 1`,
    [courseId],
  );
  return row ? new Map(Object.entries(row.files)) : null;
}

/** Those that nobody went on with; their bytes are to go, too. */
export const dropForgotten = (before: Date): Promise<{ id: string }[]> =>
  query<{ id: string }>(
    `delete from authoring.import where asked_at < $1 and state <> 'taken' returning id`,
    [before],
  );
