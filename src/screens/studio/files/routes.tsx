/** The files of a course: seen with their uses, sent, replaced, renamed, deleted. */
import { type MessageKey, translateTo } from '#lib/messages.ts';
import { type Call, endpoint, type Page } from '#platform/endpoint.ts';
import type { Refusal } from '#platform/refusal.ts';
import { type CourseParams, studioLinks } from '#screens/studio/outline/index.ts';
import { inCourse } from '#screens/teach/index.ts';
import type { Problem } from '#ui/form.tsx';
import { problemsOf } from '#ui/problems.ts';
import { FilesQuery, fileField, largestFile, RemoveBody, RenameBody, UploadBody } from './schema.ts';
import { putFile, removeFile, renameFile } from './service/change.ts';
import { openFiles } from './service/list.ts';
import { FilesPage, type FilesPageProps } from './views.tsx';

const allow = inCourse('course.edit');

async function filesPage(
  call: Call,
  params: CourseParams,
  query: Partial<FilesQuery>,
  again?: FilesPageProps['again'],
): Promise<Page> {
  const files = await openFiles(call, params, { q: '', page: 1, ...query });
  return {
    title: `${translateTo(call.locale)('outline.files')} · ${files.course.title}`,
    robots: 'noindex',
    body: () => <FilesPage {...files} again={again} />,
  };
}

/** What is wrong, at the field of the form; places that use a file are named one by one. */
function problemsAt(refusal: Refusal, call: Call, field: string): Problem[] {
  const t = translateTo(call.locale);
  if (refusal.code !== 'asset-in-use')
    return problemsOf(refusal, t, {}).map(({ message }) => ({ path: field, message }));
  const { fields = [], values } = refusal.details;
  const cause = t(`refusals.${refusal.code}` as MessageKey, values);
  return [{ path: '', message: `${cause}: ${fields.map(({ path }) => path).join(', ')}` }];
}

const back = (
  params: CourseParams,
  message: 'added' | 'replaced' | 'renamed' | 'removed',
  path?: string,
) => ({
  redirect: `${studioLinks.files(params, { path })}${path ? '#file' : ''}`,
  flash: { message: `assets.flash-${message}`, tone: 'success' as const },
});

export const showFiles = endpoint({
  method: 'GET',
  path: '/studio/:organization/:course/files',
  summary: 'The assets of a draft with their sizes, and where each is used',
  query: FilesQuery,
  allow,
  run: (call, { params, query }) => openFiles(call, params, query),
  page: (files, call) => ({
    title: `${translateTo(call.locale)('outline.files')} · ${files.course.title}`,
    robots: 'noindex',
    body: () => <FilesPage {...files} />,
  }),
  json: ({ assets, total, size, page, pages }) => ({ assets, total, size, page, pages }),
});

export const sendFile = endpoint({
  method: 'POST',
  path: '/studio/:organization/:course/files',
  summary: 'Puts a file into the draft, under its own name or in place of one that is there',
  body: UploadBody,
  upload: { field: fileField, maxBytes: largestFile },
  allow,
  successStatus: 201,
  run: (call, { params, body }) => putFile(call, params, body),
  page: ({ path }, _call, { params, body }) => back(params, body.replace ? 'replaced' : 'added', path),
  refused(refusal, call, { params, body }) {
    const path = typeof body.replace === 'string' && body.replace ? body.replace : undefined;
    const form = path ? 'replace' : 'upload';
    return filesPage(
      call,
      params,
      { path },
      { form, problems: problemsAt(refusal, call, fileField), values: {} },
    );
  },
  json: (file) => file,
});

export const sendName = endpoint({
  method: 'POST',
  path: '/studio/:organization/:course/files/rename',
  summary: 'Gives an asset another path; whatever names it names the new one, in one revision',
  body: RenameBody,
  allow,
  run: (call, { params, body }) => renameFile(call, params, body),
  page: ({ path }, _call, { params }) => back(params, 'renamed', path),
  refused: (refusal, call, { params, body }) =>
    filesPage(
      call,
      params,
      { path: String(body.path) },
      { form: 'rename', problems: problemsAt(refusal, call, 'to'), values: body },
    ),
  json: (renamed) => renamed,
});

export const sendRemoval = endpoint({
  method: 'POST',
  path: '/studio/:organization/:course/files/remove',
  summary: 'Deletes an asset from the draft; refused with the places that use it',
  body: RemoveBody,
  allow,
  run: (call, { params, body }) => removeFile(call, params, body),
  page: (_result, _call, { params }) => back(params, 'removed'),
  refused: (refusal, call, { params, body }) =>
    filesPage(
      call,
      params,
      { path: String(body.path) },
      { form: 'remove', problems: problemsAt(refusal, call, ''), values: {} },
    ),
  json: (removed) => removed,
});
