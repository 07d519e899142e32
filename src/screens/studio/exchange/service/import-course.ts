/** From an archive or a folder to a published course with a report of what became of everything in it. */
import { basename } from 'node:path';
import { may, placesWith } from '#modules/access/index.ts';
import { record } from '#modules/audit/index.ts';
import { sourceRefusal } from '#modules/authoring/index.ts';
import { findCourse, listOrganizations, type Organization } from '#modules/catalog/index.ts';
import { activityTypes } from '#modules/content/contract.ts';
import { compileCourse, memorySource, type Release, saveImportReport } from '#modules/content/index.ts';
import type { Actor } from '#platform/actor.ts';
import { openArchive } from '#platform/archive/index.ts';
import { transaction } from '#platform/database.ts';
import type { Call } from '#platform/endpoint.ts';
import { commonRefusals, Refusal } from '#platform/refusal.ts';
import { ownCourse } from '#screens/studio/outline/index.ts';
import { type PublishedCourse, publishCourse } from '#screens/studio/releases/index.ts';
import type { FidelityReport } from '#standards/fidelity.ts';
import { importCourse } from '#standards/formats.ts';
import { refusals } from '../schema.ts';

export interface ImportOptions {
  organizationKey: string;
  /** Where the organization is new; its key without one. */
  organizationName?: string;
  /** As the sender calls the file; the path's last name without it. */
  fileName?: string;
  /** Whether a course that exists gets this as its next release (default), or the import is refused. */
  update?: boolean;
  /** Whether the run of a new course may be read without an account. */
  open?: boolean;
}

export interface ImportOutcome {
  published: PublishedCourse;
  report: FidelityReport;
  reportId: string;
}

/** The organizations in which the actor may publish at least one course. */
export async function listImportTargets(actor: Actor): Promise<Organization[]> {
  const places = placesWith(actor, 'course.publish');
  const all = await listOrganizations();
  if (places === 'everywhere') return all;
  const keys = new Set([...places.organizations, ...places.courses.map((course) => course.split('/')[0])]);
  return all.filter(({ key }) => keys.has(key));
}

/** Asked before anything is unpacked: a new organization is for administrators. */
async function checkOrganization({ actor }: Call, key: string): Promise<void> {
  if (may(actor, 'site.administer')) return;
  const targets = await listImportTargets(actor);
  if (!targets.some((organization) => organization.key === key))
    throw new Refusal(commonRefusals['not-allowed']);
}

/** Asked when the key of the course is known: whether it is a new one. */
async function checkCourse({ actor }: Call, options: ImportOptions, key: string): Promise<boolean> {
  const { organizationKey: organization, update = true } = options;
  if (!may(actor, 'course.publish', { organization, course: `${organization}/${key}` }))
    throw new Refusal(commonRefusals['not-allowed']);
  const course = await findCourse(organization, key);
  if (!course && !may(actor, 'course.create', { organization }))
    throw new Refusal(refusals['may-not-create-course']);
  if (course && !update) throw new Refusal(refusals['course-exists'], { values: { title: course.title } });
  return !course;
}

/** Nothing is written before the whole course compiles; then all of it is, in one transaction. */
export async function importFromPath(
  call: Call,
  path: string,
  options: ImportOptions,
): Promise<ImportOutcome> {
  await checkOrganization(call, options.organizationKey);
  const archive = await openArchive(path);
  try {
    const fileName = options.fileName ?? basename(path);
    const { format, files, report } = await importCourse(archive, { fileName });
    const source = memorySource(files);
    const { release, problems } = await compileCourse(source, activityTypes());
    if (!release) throw sourceRefusal(problems);
    const isNew = await checkCourse(call, options, release.course.key);
    return await transaction(async () => {
      const published = await publishCourse(call, publication(source, release, fileName, options));
      const { courseId } = published;
      if (isNew) await ownCourse(call, { organization: options.organizationKey, course: release.course.key });
      const reportId = await saveImportReport(call, { courseId, format, fileName, report });
      await record(call, 'studio.import', `course:${courseId}`, { format, fileName, reportId });
      return { published, report, reportId };
    });
  } finally {
    await archive.close();
  }
}

function publication(
  source: ReturnType<typeof memorySource>,
  { course }: Release,
  fileName: string,
  { organizationKey: key, organizationName: name, open }: ImportOptions,
) {
  return {
    source,
    organization: { key, name },
    courseKey: course.key,
    courseTitle: course.title,
    notes: fileName,
    ...(open === false && { run: { key: 'main', settings: { open } } }),
  };
}
