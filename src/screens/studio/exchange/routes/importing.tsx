/** An import before it is a course: the file comes, is read, is looked at, and is taken or left. */
import { Type } from 'typebox';
import { type MessageKey, translateTo } from '#lib/messages.ts';
import { maySomewhere } from '#modules/access/index.ts';
import {
  addImportPiece,
  beginImport,
  type CourseImport,
  cancelImport,
  enqueueImport,
  getImport,
  importPiece,
} from '#modules/authoring/index.ts';
import { type Call, endpoint, type Page } from '#platform/endpoint.ts';
import { Refusal } from '#platform/refusal.ts';
import { uploadRefusals } from '#platform/upload.ts';
import type { FormValues, Problem } from '#ui/form.tsx';
import { problemsOf } from '#ui/problems.ts';
import { importLinks } from '../links.ts';
import { AnnounceBody, archiveField, largestArchive, PieceBody, TakeBody } from '../schema.ts';
import { watchImport } from '../service/import-news.ts';
import { type OpenImport, openImport, openImportUnit } from '../service/imports.ts';
import { takeImport } from '../service/take-import.ts';
import { ImportUnitPage } from '../views/import-unit.tsx';
import { ImportedPage } from '../views/imported.tsx';
import { takeLabels } from '../views/take.tsx';
import { importPage, problemsWith } from './import.tsx';

const allow = maySomewhere('course.create');

/** How far a file has come, as programs and the sender in the browser ask for it. */
const standing = ({ id, received, size, state }: CourseImport) => ({
  ...{ id, received, size, state, chunk: importPiece, href: importLinks.one(id) },
});
const Standing = Type.Object({
  id: Type.String(),
  received: Type.Integer(),
  size: Type.Integer(),
  state: Type.String(),
  chunk: Type.Integer(),
  href: Type.String(),
});

export const announceImport = endpoint({
  method: 'POST',
  path: '/studio/import/announced',
  summary: 'Announce a course that will be sent in pieces, to be looked at before it is taken',
  body: AnnounceBody,
  allow,
  successStatus: 201,
  jsonShape: Standing,
  run: (call, { body }) => beginImport(call, body),
  json: standing,
});

export const sendImportPiece = endpoint({
  method: 'POST',
  path: '/studio/import/:id/pieces',
  summary: 'The next piece of a course; with the last one it is read',
  body: PieceBody,
  upload: { field: 'piece', maxBytes: importPiece },
  allow,
  idempotency: 'own',
  jsonShape: Standing,
  fromForm: ({ offset }) => ({ offset: Number(offset) }),
  run(call, { params, body }) {
    if (!call.upload) throw new Refusal(uploadRefusals['upload-missing']);
    return addImportPiece(call, params.id, { ...body, upload: call.upload }, enqueueImport);
  },
  json: standing,
});

/** Whole, as a form without script sends it. */
export const beginWholeImport = endpoint({
  method: 'POST',
  path: '/studio/import/files',
  summary: 'A course as a file, to be looked at before it is taken',
  body: Type.Object({}),
  upload: { field: archiveField, maxBytes: largestArchive },
  allow,
  successStatus: 202,
  async run(call) {
    const { upload } = call;
    if (!upload || upload.size === 0) throw new Refusal(uploadRefusals['upload-missing']);
    const { id } = await beginImport(call, upload);
    return addImportPiece(call, id, { offset: 0, upload }, enqueueImport);
  },
  fromForm: () => ({}),
  page: ({ id }) => ({ redirect: importLinks.one(id) }),
  refused: (refusal, call) => importPage(call, { problems: problemsWith(refusal, translateTo(call.locale)) }),
  json: standing,
});

interface Again {
  values?: FormValues;
  problems?: readonly Problem[];
  /** Files in which the import and the studio changed the same place. */
  clashes?: readonly string[];
}

function drawn(open: OpenImport, call: Call, again: Again = {}): Page {
  const t = translateTo(call.locale);
  return {
    title: `${t('imports.title')} · ${open.row.finding?.title || open.row.fileName}`,
    robots: 'noindex',
    body: () => <ImportedPage {...open} again={again} />,
  };
}

export const showImported = endpoint({
  method: 'GET',
  path: '/studio/import/:id',
  summary: 'An import: how far it is, or what was found in the file and where it may go',
  allow,
  run: (call, { params }) => openImport(call, params.id),
  page: (open, call) => drawn(open, call),
  json: ({ row, found }) => ({
    ...row,
    problems: found?.problems ?? [],
    units: found?.units.map(({ unit, items }) => ({ key: unit.key, title: unit.title, items })) ?? [],
    others: found?.others ?? [],
  }),
});

export const watchImported = endpoint({
  method: 'GET',
  path: '/studio/import/:id/news',
  summary: 'Server-sent events: says once that reading a file has gone on, and ends; else the import',
  query: Type.Object({ seen: Type.String({ maxLength: 60, default: '' }) }),
  allow,
  priority: 'background',
  run: (call, { params, query }) =>
    call.header('accept')?.includes('text/event-stream') ? watchImport(call, params.id, query.seen) : null,
  page: (stream, _call, { params }) =>
    stream
      ? {
          file: stream,
          type: 'text/event-stream',
          headers: { 'cache-control': 'no-store', 'x-accel-buffering': 'no' },
        }
      : { redirect: importLinks.one(params.id) },
});

export const showImportUnit = endpoint({
  method: 'GET',
  path: '/studio/import/:id/units/:unit',
  summary: 'A unit of an import as learners would see it, beside what it was made from',
  allow,
  run: (call, { params }) => openImportUnit(call, params.id, params.unit),
  page: (open, call) => ({
    title: `${open.unit.title} · ${translateTo(call.locale)('imports.title')}`,
    robots: 'noindex',
    body: () => <ImportUnitPage {...open} />,
  }),
});

export const takeImported = endpoint({
  method: 'POST',
  path: '/studio/import/:id/take',
  summary: 'Takes what was looked at: as a new course, or into the draft of one that exists',
  body: TakeBody,
  fromForm: ({ _csrf, _key, publish, open, ...fields }) => ({
    ...fields,
    ...{ publish: publish === 'true', open: open === 'true' },
  }),
  allow,
  successStatus: 201,
  run: (call, { params, body }) => takeImport(call, params.id, body),
  page: ({ changed, release }, _call, { params }) => ({
    redirect: importLinks.one(params.id),
    flash: {
      message:
        release !== null ? 'imports.is-published' : changed ? 'imports.is-taken' : 'imports.is-unchanged',
      tone: 'success',
    },
  }),
  async refused(refusal, call, { params, body }) {
    const t = translateTo(call.locale);
    const open = await openImport(call, params.id ?? '');
    if (refusal.code === 'import-clashes') {
      const clashes = (refusal.details.fields ?? []).map(({ path }) => path);
      return { ...drawn(open, call, { values: body, clashes }), status: 409 };
    }
    const problems =
      refusal.details.fields?.length && refusal.code === 'invalid-input'
        ? problemsOf(refusal, t, takeLabels(t))
        : [
            {
              path: fieldOf(refusal.code),
              message: t(`refusals.${refusal.code}` as MessageKey, refusal.details.values),
            },
          ];
    return drawn(open, call, { values: body, problems });
  },
  json: (taken) => taken,
});

const fieldOf = (code: string) =>
  code === 'key-of-course-taken' || code === 'bad-key' ? 'key' : code === 'not-found' ? 'course' : 'as';

export const cancelImported = endpoint({
  method: 'POST',
  path: '/studio/import/:id/cancel',
  summary: 'Leaves an import: reading it stops, and what was found is forgotten',
  allow,
  idempotency: 'none',
  run: (call, { params }) => cancelImport(call, params.id),
  page: () => ({ redirect: importLinks.form(), flash: { message: 'imports.is-cancelled' } }),
  json: () => ({ cancelled: true }),
});

/** For the sender that goes on where it stopped. */
export const showStanding = endpoint({
  method: 'GET',
  path: '/studio/import/:id/standing',
  summary: 'How much of a course has come',
  allow,
  jsonShape: Standing,
  run: (call, { params }) => getImport(call, params.id),
  json: standing,
});
