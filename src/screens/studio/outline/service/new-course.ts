/** Making a course: a draft with one section and one unit. Learners see it when it is released. */
import { stringify } from 'yaml';
import { keyOfTitle } from '#lib/keys.ts';
import { translateTo } from '#lib/messages.ts';
import { grantRole, may, placesWith } from '#modules/access/index.ts';
import { record } from '#modules/audit/index.ts';
import {
  type Course,
  type CourseKind,
  ensureCourse,
  findCourse,
  findOrganization,
  listCoursesById,
  listOrganizations,
  type Organization,
} from '#modules/catalog/index.ts';
import { type CourseSource, findDraft, memorySource, saveDraft } from '#modules/content/index.ts';
import { listBlueprintIds } from '#modules/reuse/index.ts';
import { type Actor, system } from '#platform/actor.ts';
import { transaction } from '#platform/database.ts';
import type { Call } from '#platform/endpoint.ts';
import { commonRefusals, Refusal } from '#platform/refusal.ts';
import { type CourseParams, type NewCourseBody, refusals } from '../schema.ts';
import { originOf } from './edit-course.ts';

/** The organizations in which the actor may make courses. */
export async function listHomes(actor: Actor): Promise<Organization[]> {
  const places = placesWith(actor, 'course.create');
  const all = await listOrganizations();
  return places === 'everywhere' ? all : all.filter(({ key }) => places.organizations.includes(key));
}

/** Courses of these organizations that a new one can follow. */
const blueprintsOf = (organizations: readonly Organization[], all: readonly Course[]): Course[] => {
  const keys = new Set(organizations.map(({ key }) => key));
  return all.filter(({ organization, releaseId }) => keys.has(organization.key) && releaseId !== null);
};

/** Where the actor may make a course, and what it could follow there. */
export async function openNewCourse(
  actor: Actor,
): Promise<{ organizations: Organization[]; blueprints: Course[] }> {
  const [organizations, all] = await Promise.all([
    listHomes(actor),
    listBlueprintIds().then((ids) => listCoursesById(ids)),
  ]);
  return { organizations, blueprints: blueprintsOf(organizations, all) };
}

function firstFiles(key: string, { title, language, pace, license }: NewCourseBody): Map<string, string> {
  // In the language of the course, as far as this program speaks it.
  const t = translateTo(language.split('-')[0] ?? 'en');
  const file = 'units/first-unit.md';
  const section = { section: 'first-section', title: t('outline.first-section'), units: [file] };
  const course = { lectern: 1, key, title: title.trim(), language, pace, license, outline: [section] };
  const front = stringify({ title: t('outline.first-unit') }, { lineWidth: 0 });
  return new Map([
    ['course.yaml', stringify(course, { lineWidth: 0 })],
    [file, `---\n${front}---\n\n${t('outline.first-words')}\n`],
  ]);
}

/** Whoever makes a course may also teach it and settle its runs, where no role says so already. */
export async function ownCourse(call: Call, { organization, course }: CourseParams): Promise<void> {
  const target = `${organization}/${course}`;
  if (call.actor.kind !== 'person' || may(call.actor, 'organization.manage', { course: target })) return;
  const studio = { ...call, actor: system('studio') };
  await grantRole(studio, { personId: call.actor.id, role: 'owner', scope: 'course', target });
}

/** Where a course shall stand, and its title. */
export type CourseHome = Pick<NewCourseBody, 'organization' | 'title' | 'key'>;

/** A new course whose draft has these files; `filesFor` gets the key that it has. */
export async function beginCourse(
  call: Call,
  body: CourseHome,
  filesFor: (key: string) => CourseSource,
  { note, kind }: { note?: string; kind?: CourseKind } = {},
): Promise<CourseParams> {
  const organization = await findOrganization(body.organization);
  // Whether it exists is nobody's business who may not make courses in it.
  if (!organization || !may(call.actor, 'course.create', { organization: body.organization }))
    throw new Refusal(commonRefusals['not-allowed']);
  const key = body.key?.trim().toLowerCase() || keyOfTitle(body.title, 'course');
  const taken = () => new Refusal(refusals['key-of-course-taken'], { values: { key } });
  await transaction(async () => {
    if (await findCourse(organization.key, key)) throw taken();
    const courseId = await ensureCourse(organization, key, body.title.trim(), kind);
    // Of two who make it at once, the second waits for the first one's row and finds its draft.
    if (await findDraft(courseId)) throw taken();
    await saveDraft(call, { courseId, origin: originOf(call), note }, filesFor(key));
    await ownCourse(call, { organization: organization.key, course: key });
    await record(call, 'studio.make-course', `course:${courseId}`, { organization: organization.key, key });
  });
  return { organization: organization.key, course: key };
}

export const makeCourse = (call: Call, body: NewCourseBody): Promise<CourseParams> =>
  beginCourse(call, body, (key) => memorySource(firstFiles(key, body)), { kind: body.kind });
