/** All SQL of content. */
import { sql } from 'kysely';
import { db, query } from '#platform/database.ts';
import type { Activity } from './contract.ts';
import { hashOf } from './rules/release.ts';
import type { Asset, Draft, FileFacts, ImportReport, Publication, Release, Unit, UnitHit } from './schema.ts';

/** Path to what stands there. */
export type FileTree = ReadonlyMap<string, FileFacts>;

/** Where PostgreSQL knows the words of a language; for any other, words count as they are written. */
const configurations: Record<string, string> = {
  ...{
    ar: 'arabic',
    ca: 'catalan',
    da: 'danish',
    de: 'german',
    el: 'greek',
    en: 'english',
    es: 'spanish',
    et: 'estonian',
  },
  ...{
    eu: 'basque',
    fi: 'finnish',
    fr: 'french',
    ga: 'irish',
    hi: 'hindi',
    hu: 'hungarian',
    hy: 'armenian',
    id: 'indonesian',
  },
  ...{
    it: 'italian',
    lt: 'lithuanian',
    nb: 'norwegian',
    ne: 'nepali',
    nl: 'dutch',
    nn: 'norwegian',
    no: 'norwegian',
  },
  ...{
    pt: 'portuguese',
    ro: 'romanian',
    ru: 'russian',
    sr: 'serbian',
    sv: 'swedish',
    ta: 'tamil',
    tr: 'turkish',
    yi: 'yiddish',
  },
};
export const configurationOf = (language: string): string =>
  `content.${configurations[language.split('-')[0]?.toLowerCase() ?? ''] ?? 'simple'}`;

/** PostgreSQL holds at most 1 MB of distinct words a document; more text than this is not read by anyone. */
const longestSearched = 200_000;

interface UnitBody {
  language: string;
  unit: Omit<Unit, 'path'>;
  activities: Activity[];
}
interface ReleaseManifest extends Pick<Release, 'course' | 'grading' | 'outline' | 'assets'> {
  /** Sections above each unit, in reading order. */
  paths: Unit['path'][];
}

export async function replaceDraft(draft: Omit<Draft, 'files'> & { files: FileTree }): Promise<void> {
  const { courseId, sourceHash, updatedAt, updatedBy, files } = draft;
  await query(
    `insert into content.draft (course_id, source_hash, updated_at, updated_by) values ($1, $2, $3, $4)
     on conflict (course_id) do update set source_hash = excluded.source_hash, updated_at = excluded.updated_at,
       updated_by = excluded.updated_by`,
    [courseId, sourceHash, updatedAt, updatedBy],
  );
  await query('delete from content.draft_file where course_id = $1', [courseId]);
  await query(
    `insert into content.draft_file (course_id, path, sha256, size)
     select $1, path, sha256, size from jsonb_to_recordset($2::jsonb) as file (path text, sha256 text, size bigint)`,
    [courseId, JSON.stringify([...files].map(([path, facts]) => ({ path, ...facts })))],
  );
}

export async function findDraft(courseId: string): Promise<Draft | null> {
  const draft = await db()
    .selectFrom('content.draft')
    .selectAll()
    .where('course_id', '=', courseId)
    .executeTakeFirst();
  if (!draft) return null;
  const files = await db()
    .selectFrom('content.draft_file')
    .select(['path', 'sha256', 'size'])
    .where('course_id', '=', courseId)
    .orderBy(sql`path collate "C"`)
    .execute();
  return {
    courseId,
    sourceHash: draft.source_hash,
    updatedAt: draft.updated_at,
    updatedBy: draft.updated_by,
    files: new Map(files.map(({ path, ...facts }) => [path, facts])),
  };
}

export async function hasRelease(id: string): Promise<boolean> {
  const rows = await query('select 1 from content.release where id = $1', [id]);
  return rows.length > 0;
}

/** Stores what is new of a release; units that another release holds already are not written again. */
export async function addRelease(release: Release, at: Date): Promise<void> {
  const { id, course, grading, outline, units, activities, assets } = release;
  const manifest: ReleaseManifest = {
    course,
    grading,
    outline,
    assets,
    paths: units.map(({ path }) => path),
  };
  const rows = units.map(({ path: _, ...unit }) => {
    const own = activities.filter(({ unitKey }) => unitKey === unit.key);
    const body: UnitBody = { language: course.language, unit, activities: own };
    return {
      sha256: hashOf(body),
      key: unit.key,
      title: unit.title,
      body,
      text: unit.text.slice(0, longestSearched),
    };
  });
  await query(
    `insert into content.release (id, manifest, created_at) values ($1, $2, $3) on conflict (id) do nothing`,
    [id, JSON.stringify(manifest), at],
  );
  await query(
    `insert into content.unit (sha256, key, title, body, text, config, search)
     select sha256, key, title, body, text, $2::regconfig,
       setweight(to_tsvector($2::regconfig, title), 'A') || setweight(to_tsvector($2::regconfig, text), 'B')
     from jsonb_to_recordset($1::jsonb) as unit (sha256 text, key text, title text, body jsonb, text text)
     order by sha256
     on conflict (sha256) do nothing`,
    [JSON.stringify(rows), configurationOf(course.language)],
  );
  await query(
    `insert into content.release_unit (release_id, position, unit_sha256)
     select $1, position - 1, sha256 from unnest($2::text[]) with ordinality as unit (sha256, position)
     on conflict do nothing`,
    [id, rows.map(({ sha256 }) => sha256)],
  );
  await query(
    `insert into content.asset (sha256, name, size, type)
     select sha256, name, size, type
     from jsonb_to_recordset($1::jsonb) as asset (sha256 text, name text, size bigint, type text)
     order by sha256, name
     on conflict do nothing`,
    [
      JSON.stringify(
        assets.map(({ path, ...asset }) => ({ ...asset, name: path.slice(path.lastIndexOf('/') + 1) })),
      ),
    ],
  );
}

/** Numbers the release within its course. Again with equal content: the old number stays, the newer source is kept. */
export async function addPublication(
  publication: Omit<Publication, 'number'> & { source: FileTree },
): Promise<{ number: number; created: boolean }> {
  const { courseId, releaseId, source, notes, createdAt, createdBy } = publication;
  // Two publications of a course at once would take the same number.
  await query('select pg_advisory_xact_lock(hashtextextended($1, 5))', [courseId]);
  const [row] = await query<{ number: number; created: boolean }>(
    `insert into content.publication (course_id, number, release_id, source, notes, created_at, created_by)
     select $1, coalesce(max(number), 0) + 1, $2, $3, $4, $5, $6 from content.publication where course_id = $1
     on conflict (course_id, release_id) do update set source = excluded.source
     returning number, (xmax = 0) as created`,
    [courseId, releaseId, JSON.stringify(Object.fromEntries(source)), notes, createdAt, createdBy],
  );
  if (!row) throw new Error('a publication was not written');
  return row;
}

export async function loadRelease(id: string): Promise<Release | null> {
  const [manifest, bodies] = await Promise.all([
    query<{ manifest: ReleaseManifest }>('select manifest from content.release where id = $1', [id]),
    query<{ body: UnitBody }>(
      `select unit.body from content.release_unit of_release join content.unit on unit.sha256 = of_release.unit_sha256
       where of_release.release_id = $1 order by of_release.position`,
      [id],
    ),
  ]);
  const [found] = manifest;
  if (!found) return null;
  const { paths, ...rest } = found.manifest;
  return {
    id,
    ...rest,
    units: bodies.map(({ body }, position) => ({ ...body.unit, path: paths[position] ?? [] })),
    activities: bodies.flatMap(({ body }) => body.activities),
  };
}

export const listPublications = (courseId: string): Promise<Publication[]> =>
  db()
    .selectFrom('content.publication')
    .select([
      'course_id as courseId',
      'number',
      'release_id as releaseId',
      'notes',
      'created_at as createdAt',
      'created_by as createdBy',
    ])
    .where('course_id', '=', courseId)
    .orderBy('number', 'desc')
    .execute();

export async function findSource(releaseId: string): Promise<FileTree | null> {
  const row = await db()
    .selectFrom('content.publication')
    .select('source')
    .where('release_id', '=', releaseId)
    .orderBy('created_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ? new Map(Object.entries(row.source as unknown as Record<string, FileFacts>)) : null;
}

/** Around a found word; no text of a course holds them. */
export const hitStart = '\u0002';
export const hitStop = '\u0003';

/** Units with all the words, the last one perhaps unfinished; best first. */
export async function searchUnits(releaseId: string, words: string, prefix: string): Promise<UnitHit[]> {
  return query<UnitHit>(
    `with asked as (
       select config, websearch_to_tsquery(config, $2) || to_tsquery(config, $3) as query
       from (select distinct unit.config from content.release_unit of_release
             join content.unit on unit.sha256 = of_release.unit_sha256 where of_release.release_id = $1) as used
     ), best as (
       select unit.key, unit.title, unit.text, unit.config, asked.query,
         ts_rank_cd(unit.search, asked.query) as rank, of_release.position
       from content.release_unit of_release
       join content.unit on unit.sha256 = of_release.unit_sha256
       join asked on asked.config = unit.config
       where of_release.release_id = $1 and unit.search @@ asked.query
       order by rank desc, of_release.position
       limit 30
     )
     select key as "unitKey", title, ts_headline(config, text, query, $4) as snippet
     from best order by rank desc, position`,
    [
      releaseId,
      words,
      prefix,
      `StartSel="${hitStart}", StopSel="${hitStop}", MaxFragments=2, MaxWords=24, MinWords=8, FragmentDelimiter=" … "`,
    ],
  );
}

export async function findAsset(
  sha256: string,
  name: string,
): Promise<(Omit<Asset, 'path'> & { name: string }) | null> {
  const [row] = await query<Omit<Asset, 'path'> & { name: string }>(
    'select sha256, name, size, type from content.asset where sha256 = $1 and name = $2',
    [sha256, name],
  );
  return row ?? null;
}

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
