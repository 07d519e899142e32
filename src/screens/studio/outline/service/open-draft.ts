/** The draft of a course, for every page of the studio: found, allowed, read. */
import { may, type Permission } from '#modules/access/index.ts';
import { type Course, getCourse } from '#modules/catalog/index.ts';
import {
  type CourseSource,
  type Draft,
  type DraftLock,
  findDraft,
  findLock,
  hasChangedSince,
  listReleases,
  type Publication,
  readSource,
  saveDraft,
  sourceOfDraft,
} from '#modules/content/index.ts';
import { countUpdates } from '#modules/reuse/index.ts';
import type { Call } from '#platform/endpoint.ts';
import { commonRefusals, Refusal } from '#platform/refusal.ts';
import { placeOf } from '#screens/teach/index.ts';
import type { CourseParams } from '../schema.ts';

/** What the head of a page says of a course. */
export interface StudioCourse {
  course: Course;
  params: CourseParams;
  /** What learners see; null: nothing yet. */
  released: Publication | null;
  /** Whether the draft has moved on since. */
  changed: boolean;
  /** Whoever is asked for a review reads and comments without being an author. */
  rights: { edit: boolean; publish: boolean };
  /** What its authors may not change. */
  lock: DraftLock | null;
  /** How much of what it took from other courses has changed there since; its authors are told. */
  updates: number;
}

export interface OpenDraft extends StudioCourse {
  draft: Draft;
  source: CourseSource;
}

/** A course that was published before drafts were kept gets one from what it shows. */
async function draftOf(call: Call, course: Course): Promise<Draft> {
  const found = await findDraft(course.id);
  if (found) return found;
  if (!course.releaseId) throw new Refusal(commonRefusals['not-found']);
  return saveDraft(call, { courseId: course.id, origin: 'import' }, await readSource(course.releaseId));
}

export async function openDraft(
  call: Call,
  params: CourseParams,
  permission: Permission,
): Promise<OpenDraft> {
  const course = await getCourse(params.organization, params.course);
  const place = placeOf(params);
  if (!may(call.actor, permission, place)) throw new Refusal(commonRefusals['not-allowed']);
  const draft = await draftOf(call, course);
  const [releases, lock, updates] = await Promise.all([
    listReleases(course.id),
    findLock(course.id),
    may(call.actor, 'course.edit', place) ? countUpdates(call.actor, course.id) : 0,
  ]);
  const released = releases.find(({ releaseId }) => releaseId === course.releaseId) ?? null;
  return {
    course,
    params,
    released,
    changed: await hasChangedSince(draft, released?.revision ?? null),
    rights: {
      edit: may(call.actor, 'course.edit', place),
      publish: may(call.actor, 'course.publish', place),
    },
    ...{ lock, updates },
    draft,
    source: sourceOfDraft(draft),
  };
}
