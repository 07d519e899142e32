/** Importing a course in the browser: an archive in, a report out. */
import { type MessageKey, type Translate, translateTo } from '#lib/messages.ts';
import { may, maySomewhere } from '#modules/access/index.ts';
import { listImportsOf } from '#modules/authoring/index.ts';
import { type Call, endpoint, type Page } from '#platform/endpoint.ts';
import { commonRefusals, Refusal } from '#platform/refusal.ts';
import { uploadRefusals } from '#platform/upload.ts';
import type { Problem } from '#ui/form.tsx';
import { problemsOf } from '#ui/problems.ts';
import { archiveField, ImportBody, ImportQuery, largestArchive, refusals } from '../schema.ts';
import { importFromPath, listImportTargets } from '../service/import-course.ts';
import { type ImportAgain, ImportPage, labelsOf } from '../views/import.tsx';
import { showReport } from './report.tsx';

const allow = maySomewhere('course.publish');

export async function importPage(call: Call, again: ImportAgain = {}): Promise<Page> {
  const organizations = await listImportTargets(call.actor);
  const { actor } = call;
  const recent = actor.kind === 'person' ? await listImportsOf(actor.id, 5) : [];
  return {
    title: translateTo(call.locale)('studio.import-title'),
    robots: 'noindex',
    body: () => (
      <ImportPage
        {...again}
        action={sendImport.url({})}
        organizations={organizations}
        recent={recent}
        mayCreate={may(call.actor, 'site.administer')}
      />
    ),
  };
}

export const showImport = endpoint({
  method: 'GET',
  path: '/studio/import',
  summary: 'The form that imports a course',
  query: ImportQuery,
  allow,
  run: (_call, { query }) => query,
  page: (values, call) => importPage(call, { values }),
});

/** The organization that the form names: one of the list, or a new one. */
function targetOf({ organization, newOrganization, newOrganizationName }: ImportBody) {
  const [existing, key] = [organization?.trim(), newOrganization?.trim().toLowerCase()];
  const problem = existing && key ? 'one-organization' : !existing && !key ? 'required' : null;
  if (problem)
    throw new Refusal(commonRefusals['invalid-input'], {
      fields: [{ path: 'organization', message: problem }],
    });
  return {
    organizationKey: existing || key || '',
    organizationName: newOrganizationName?.trim() || undefined,
  };
}

/** A course is in memory while it is imported; more at once could leave the site without any. */
const mostAtOnce = 2;
let underWay = 0;

async function oneOfFew<T>(work: () => Promise<T>): Promise<T> {
  if (underWay >= mostAtOnce) throw new Refusal(refusals['import-busy'], { retryAfter: 60 });
  underWay += 1;
  try {
    return await work();
  } finally {
    underWay -= 1;
  }
}

const sentence = (text: string) => (/\p{P}$/u.test(text) ? text : `${text}.`);

/** Cause and remedy, at the field of the file: it is what has to change. */
export function problemsWith(refusal: Refusal, t: Translate): Problem[] {
  if (refusal.details.fields?.length)
    return problemsOf(refusal, t, labelsOf(t), { 'one-organization': 'studio.one-organization' });
  const { code, details } = refusal;
  const cause = t(`refusals.${code}` as MessageKey, details.values);
  const remedy = t(`refusals.${code}.remedy` as MessageKey, details.values);
  const path = code === 'bad-key' ? 'newOrganization' : code === 'course-exists' ? 'update' : archiveField;
  return [{ path, message: `${sentence(cause)} ${remedy}` }];
}

export const sendImport = endpoint({
  method: 'POST',
  path: '/studio/import',
  summary: 'Imports a course, or questions as one, in any format that can be read, and publishes it',
  body: ImportBody,
  upload: { field: archiveField, maxBytes: largestArchive },
  allow,
  successStatus: 201,
  async run(call, { body }) {
    const target = targetOf(body);
    if (!call.upload) throw new Refusal(uploadRefusals['upload-missing']);
    const { path, name } = call.upload;
    const { update, open } = body;
    const options = { ...target, update, open, fileName: name };
    const { published, report, reportId } = await oneOfFew(() => importFromPath(call, path, options));
    const { courseId, release, created } = published;
    return { reportId, courseId, releaseId: release.id, created, counts: report.counts };
  },
  page: ({ reportId, created }) => ({
    redirect: showReport.url({ id: reportId }),
    flash: { message: created ? 'studio.flash-imported' : 'studio.flash-unchanged', tone: 'success' },
  }),
  refused(refusal, call, { body }) {
    const t = translateTo(call.locale);
    if (refusal.code === 'source-has-errors')
      return importPage(call, { values: body, sourceProblems: refusal.details.fields ?? [] });
    return importPage(call, { values: body, problems: problemsWith(refusal, t) });
  },
  json: (outcome) => outcome,
});
