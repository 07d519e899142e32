/** The draft of a course, for every page of the studio: found, allowed, read. */
import { may, type Permission } from '#modules/access/index.ts';
import { listPilots } from '#modules/authoring/index.ts';
import { type Course, getCourseWith } from '#modules/catalog/index.ts';
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
  /** Newest first. */
  releases: Publication[];
  /** What learners see; null: nothing yet. */
  released: Publication | null;
  /** Whether the draft has moved on since. */
  changed: boolean;
  /** What one cohort sees already, and whether the draft has moved on since. */
  piloted: { release: Publication; changed: boolean } | null;
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
async function makeDraft(call: Call, { id, releaseId }: Course): Promise<Draft> {
  if (!releaseId) throw new Refusal(commonRefusals['not-found']);
  return saveDraft(call, { courseId: id, origin: 'import' }, await readSource(releaseId));
}

/** The draft, and what a page needs beside it by the course's id: all of it is asked for together. */
export async function openDraftWith<T>(
  call: Call,
  params: CourseParams,
  permission: Permission,
  load: (courseId: string) => Promise<T>,
): Promise<[OpenDraft, T]> {
  const place = placeOf(params);
  const allowed = may(call.actor, permission, place);
  const edit = may(call.actor, 'course.edit', place);
  const [course, found] = await getCourseWith(params.organization, params.course, async (id) =>
    allowed
      ? Promise.all([
          findDraft(id),
          listReleases(id),
          findLock(id),
          edit ? countUpdates(call.actor, id) : 0,
          listPilots(id),
          load(id),
        ])
      : null,
  );
  if (!found) throw new Refusal(commonRefusals['not-allowed']);
  const [standing, releases, lock, updates, pilots, beside] = found;
  const draft = standing ?? (await makeDraft(call, course));
  const released = releases.find(({ releaseId }) => releaseId === course.releaseId) ?? null;
  const underWay = pilots.find(({ outcome }) => outcome === null);
  const first = releases.find(({ releaseId }) => releaseId === underWay?.releaseId);
  const open = {
    ...{ course, params, releases, released, lock, updates, draft },
    changed: await hasChangedSince(draft, released?.revision ?? null),
    piloted: first ? { release: first, changed: await hasChangedSince(draft, first.revision) } : null,
    rights: { edit, publish: may(call.actor, 'course.publish', place) },
    source: sourceOfDraft(draft),
  };
  return [open, beside];
}

export const openDraft = async (
  call: Call,
  params: CourseParams,
  permission: Permission,
): Promise<OpenDraft> => (await openDraftWith(call, params, permission, async () => null))[0];
