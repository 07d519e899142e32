/** Blueprints: courses that others of their organization follow, and what they lock there. */
import { type AuditedCall, record } from '#modules/audit/index.ts';
import { type Course, findCourseById } from '#modules/catalog/index.ts';
import { type Author, listOrigins, nameOf, setLock } from '#modules/content/index.ts';
import { transaction } from '#platform/database.ts';
import { Refusal } from '#platform/refusal.ts';
import { type Blueprint, type BlueprintSettings, refusals } from '../schema.ts';
import * as store from '../store.ts';
import { pathOf } from './shared.ts';

type Call = Author & AuditedCall;

/** Makes a course a blueprint, or changes how it is one: its locks hold in all children from now on. */
export async function setBlueprint(call: Call, course: Course, settings: BlueprintSettings): Promise<void> {
  if (await store.findChild(course.id)) throw new Refusal(refusals['blueprint-of-itself']);
  await transaction(async () => {
    await store.saveBlueprint(course.id, settings, nameOf(call), call.now);
    const lock = { holder: pathOf(course), parts: settings.locked };
    for (const child of await store.listChildren(course.id)) await setLock(child.courseId, lock);
    await record(call, 'reuse.set-blueprint', `course:${course.id}`, { ...settings });
  });
}

/** Its children stay as they are, and nothing in them is locked any more. */
export async function dropBlueprint(call: Call, course: Course): Promise<void> {
  await transaction(async () => {
    for (const { courseId } of await store.listChildren(course.id))
      await setLock(courseId, { holder: pathOf(course), parts: [] });
    await store.removeBlueprint(course.id);
    await record(call, 'reuse.drop-blueprint', `course:${course.id}`, {});
  });
}

async function getBlueprint(course: Course): Promise<Blueprint> {
  const blueprint = await store.findBlueprint(course.id);
  if (!blueprint) throw new Refusal(refusals['not-a-child']);
  return blueprint;
}

/** Whether a draft says that the course was made of another one. */
export const isMadeOf = async (courseId: string, parent: Course): Promise<boolean> =>
  (await listOrigins(courseId)).some(({ kind, from }) => kind === 'course' && from.course === pathOf(parent));

/** A course that was made of the blueprint follows it from now on. */
export async function follow(call: Call, blueprintCourse: Course, child: Course): Promise<void> {
  const blueprint = await getBlueprint(blueprintCourse);
  const fits = child.organization.key === blueprintCourse.organization.key && child.kind === 'course';
  if (!fits || !(await isMadeOf(child.id, blueprintCourse))) throw new Refusal(refusals['not-a-child']);
  if (await store.findBlueprint(child.id)) throw new Refusal(refusals['blueprint-of-itself']);
  await transaction(async () => {
    const added = await store.addChild(
      { courseId: child.id, blueprintId: blueprint.courseId },
      nameOf(call),
      call.now,
    );
    if (!added) throw new Refusal(refusals['child-has-blueprint']);
    await setLock(child.id, { holder: pathOf(blueprintCourse), parts: blueprint.locked });
    await record(call, 'reuse.follow', `course:${child.id}`, { blueprint: blueprint.courseId });
  });
}

export async function unfollow(call: Call, blueprintCourse: Course, child: Course): Promise<void> {
  await transaction(async () => {
    if (!(await store.removeChild({ courseId: child.id, blueprintId: blueprintCourse.id })))
      throw new Refusal(refusals['not-a-child']);
    await setLock(child.id, { holder: pathOf(blueprintCourse), parts: [] });
    await record(call, 'reuse.unfollow', `course:${child.id}`, { blueprint: blueprintCourse.id });
  });
}

/** The blueprint that a course follows. */
export async function blueprintOf(
  courseId: string,
): Promise<{ course: Course; blueprint: Blueprint } | null> {
  const child = await store.findChild(courseId);
  const [course, blueprint] = child
    ? await Promise.all([findCourseById(child.blueprintId), store.findBlueprint(child.blueprintId)])
    : [null, null];
  return course && blueprint ? { course, blueprint } : null;
}
