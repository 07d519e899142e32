/** A blueprint and the courses that follow it; of a course that follows one, what it is told by it. */
import { may } from '#modules/access/index.ts';
import { type Course, getCourse, listCoursesById } from '#modules/catalog/index.ts';
import { listUses } from '#modules/content/index.ts';
import {
  type Blueprint,
  blueprintOf,
  type ChildState,
  dropBlueprint,
  findBlueprint,
  follow,
  listChildren,
  listChildStates,
  pathOf,
  setBlueprint,
  unfollow,
} from '#modules/reuse/index.ts';
import type { Call } from '#platform/endpoint.ts';
import { commonRefusals, Refusal } from '#platform/refusal.ts';
import {
  type CourseParams,
  linesOf,
  openDraftWith,
  readCourse,
  type StudioCourse,
} from '#screens/studio/outline/index.ts';
import { placeOf } from '#screens/teach/index.ts';
import type { BlueprintBody } from './schema.ts';

export interface OpenBlueprint extends StudioCourse {
  /** Null: it is none. */
  blueprint: Blueprint | null;
  /** What this course follows itself. */
  follows: { course: Course; blueprint: Blueprint } | null;
  units: { file: string; title: string }[];
  children: ChildState[];
  /** Courses that were made of it and do not follow it. */
  others: Course[];
}

const mayEdit = (call: Call, { organization, key }: Course): boolean =>
  may(call.actor, 'course.edit', placeOf({ organization: organization.key, course: key }));

/** Courses of the organization that say they were made of this one. */
async function madeOf(call: Call, course: Course): Promise<Course[]> {
  const [uses, children] = await Promise.all([listUses(pathOf(course)), listChildren(course.id)]);
  const following = new Set(children.map(({ courseId }) => courseId));
  const ids = uses.flatMap(({ kind, courseId }) =>
    kind === 'course' && !following.has(courseId) ? [courseId] : [],
  );
  const courses = await listCoursesById([...new Set(ids)]);
  return courses.filter((one) => one.organization.key === course.organization.key && mayEdit(call, one));
}

export async function openBlueprint(call: Call, params: CourseParams): Promise<OpenBlueprint> {
  const [open, [blueprint, follows]] = await openDraftWith(call, params, 'course.edit', (id) =>
    Promise.all([findBlueprint(id), blueprintOf(id)]),
  );
  const { draft: _draft, source: _source, ...studio } = open;
  const { outline } = await readCourse(open);
  const units = [...linesOf(outline.sections ?? [])].flatMap(({ item }) =>
    item.kind === 'unit' ? [{ file: item.file, title: item.title }] : [],
  );
  const [children, others] = blueprint
    ? await Promise.all([listChildStates(open.course), madeOf(call, open.course)])
    : [[], []];
  return { ...studio, blueprint, follows, units, children, others };
}

/** The course, for whoever may decide on it. */
async function ownCourse(call: Call, params: CourseParams): Promise<Course> {
  if (!may(call.actor, 'course.publish', placeOf(params))) throw new Refusal(commonRefusals['not-allowed']);
  return getCourse(params.organization, params.course);
}

export async function saveBlueprint(call: Call, params: CourseParams, body: BlueprintBody): Promise<void> {
  // All of it holds the rest.
  const locked = body.locked.includes('all') ? ['all'] : body.locked;
  await setBlueprint(call, await ownCourse(call, params), { push: body.push, locked });
}

export const endBlueprint = async (call: Call, params: CourseParams): Promise<void> =>
  dropBlueprint(call, await ownCourse(call, params));

export async function addChild(call: Call, params: CourseParams, key: string): Promise<void> {
  const course = await ownCourse(call, params);
  const child = await getCourse(params.organization, key);
  // Who lets a course be locked must be somebody who may write it.
  if (!mayEdit(call, child)) throw new Refusal(commonRefusals['not-allowed']);
  await follow(call, course, child);
}

export async function removeChild(call: Call, params: CourseParams, key: string): Promise<void> {
  const course = await ownCourse(call, params);
  await unfollow(call, course, await getCourse(params.organization, key));
}
