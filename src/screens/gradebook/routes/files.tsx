/** The gradebook as a file, and files of grades: read, shown with all they would do, applied. */

import { Type } from 'typebox';
import { type MessageKey, type Translate, translateTo } from '#lib/messages.ts';
import { titleOf } from '#modules/content/index.ts';
import {
  applyImport,
  compareImport,
  getImport,
  gradeEverybody,
  readImport,
  tableOf,
} from '#modules/gradebook/index.ts';
import { type Call, endpoint, type Page } from '#platform/endpoint.ts';
import { Refusal } from '#platform/refusal.ts';
import { uploadRefusals } from '#platform/upload.ts';

import { inCourse, rightsIn } from '#screens/teach/index.ts';
import { readTable, writeTable } from '#standards/spreadsheet/index.ts';
import type { Problem } from '#ui/form.tsx';
import { links } from '../links.ts';
import { columnsOf } from '../rules/columns.ts';
import type { RunParams } from '../schema.ts';
import { openRun } from '../service.ts';
import { FilesPage, ImportPage } from '../views/files.tsx';

const allow = inCourse('course.teach');
const closed = { additionalProperties: false };
const largestFile = 8 * 1024 ** 2;

async function filesPage(call: Call, params: RunParams, problems: Problem[] = []): Promise<Page> {
  const { run } = await openRun(params);
  return {
    title: `${translateTo(call.locale)('gradebook.files')} · ${run.courseTitle}`,
    robots: 'noindex',
    body: () => (
      <FilesPage {...{ run, params, problems }} rights={rightsIn(call.actor, params)} to={links(params)} />
    ),
  };
}

export const exportGrades = endpoint({
  method: 'GET',
  path: '/teach/:organization/:course/:run/grades/export',
  summary: 'All grades of a run as CSV or XLSX, without formulas; the same file can be imported again',
  query: Type.Object({ format: Type.Enum(['csv', 'xlsx'], { default: 'csv' }) }, closed),
  allow,
  async run(call, { params, query }) {
    const { run, releases, course } = await openRun(params);
    const rows = await gradeEverybody(run, releases, call.now);
    const columns = columnsOf(releases, '').flatMap((group) =>
      group.columns.map(({ activity }) => ({ activity, title: titleOf(course.release, activity.key) })),
    );
    return writeTable(tableOf(rows, columns, call.now), query.format);
  },
  page: ({ file, type }, call, { params, query }) => ({
    file,
    type,
    name: `${params.course}-${params.run}-${call.now.toISOString().slice(0, 10)}.${query.format}`,
  }),
});

export const showFiles = endpoint({
  method: 'GET',
  path: '/teach/:organization/:course/:run/grades/import',
  summary: 'Grades as a file, and a file as grades',
  allow,
  run: () => null,
  page: (_nothing, call, { params }) => filesPage(call, params),
});

function problemOf({ code, details }: Refusal, t: Translate): Problem {
  const text = (key: string) => t(key as MessageKey, details.values);
  return { path: 'file', message: `${text(`refusals.${code}`)}. ${text(`refusals.${code}.remedy`)}` };
}

export const sendGrades = endpoint({
  method: 'POST',
  path: '/teach/:organization/:course/:run/grades/import',
  summary: 'Reads a file of grades (CSV, XLSX) and keeps what it would change; nothing counts yet',
  body: Type.Object({}, closed),
  upload: { field: 'file', maxBytes: largestFile },
  allow,
  successStatus: 201,
  async run(call, { params }) {
    if (!call.upload) throw new Refusal(uploadRefusals['upload-missing']);
    const { run, releases } = await openRun(params);
    const { path, name } = call.upload;
    const id = await readImport(call, run, releases, { name, table: await readTable(path) });
    return { id };
  },
  page: ({ id }, _call, { params }) => ({ redirect: links(params).imported(id) }),
  refused: (refusal, call, { params }) =>
    filesPage(call, params, [problemOf(refusal, translateTo(call.locale))]),
  json: (result) => result,
});

export const showImport = endpoint({
  method: 'GET',
  path: '/teach/:organization/:course/:run/grades/import/:id',
  summary: 'What an import would change: gains, losses, conflicts, rows that name nobody',
  allow,
  async run(call, { params }) {
    const { run, releases, course } = await openRun(params);
    const found = await getImport(run, params.id);
    const comparison = await compareImport(run, releases, found.appliedAt ? [] : found.lines, call.now);
    return { run, course, found, comparison };
  },
  page: ({ course, ...shown }, call, { params }) => ({
    title: `${shown.found.fileName} · ${shown.run.courseTitle}`,
    robots: 'noindex',
    body: () => (
      <ImportPage
        {...shown}
        params={params}
        rights={rightsIn(call.actor, params)}
        to={links(params)}
        titleOf={(key) => titleOf(course.release, key)}
      />
    ),
  }),
  json: ({ found, comparison }) => ({ ...found, comparison }),
});

export const applyGrades = endpoint({
  method: 'POST',
  path: '/teach/:organization/:course/:run/grades/import/:id',
  summary:
    'Applies an import, all of it or nothing; `overwrite` also where staff changed the grade since the export',
  body: Type.Object({ overwrite: Type.Boolean({ default: false }) }, closed),
  fromForm: ({ overwrite }) => ({ overwrite: overwrite === 'true' }),
  allow,
  async run(call, { params, body }) {
    const { run, releases } = await openRun(params);
    return { applied: await applyImport(call, run, releases, params.id, body.overwrite) };
  },
  page: ({ applied }, _call, { params }) => ({
    redirect: links(params).grades(),
    flash: { message: 'gradebook.flash-imported', values: { count: applied }, tone: 'success' },
  }),
  json: (result) => result,
});
