/** Brings releases of blueprints to the courses that follow them, as far as each blueprint says. */
import { LRUCache } from 'lru-cache';
import { publishRevision } from '#modules/authoring/index.ts';
import { type Course, findCourseById, listCoursesById } from '#modules/catalog/index.ts';
import { getDraft, listReleases, readDraft } from '#modules/content/index.ts';
import { system } from '#platform/actor.ts';
import { log } from '#platform/log.ts';
import { Refusal } from '#platform/refusal.ts';
import type { Blueprint, Update } from '../schema.ts';
import * as store from '../store.ts';
import { applyUpdates } from './applying.ts';
import { pathOf } from './shared.ts';
import { listUpdates } from './updates.ts';

/** A course that follows a blueprint, and how far it is. */
export interface ChildState {
  course: Course;
  /** What the newest release of the blueprint would change; null: it is up to date. */
  update: Update | null;
  /** Number of its own release that learners see. */
  released: number | null;
  /** Its authors have written something since. */
  changed: boolean;
}

const blueprintActor = system('blueprint');

async function stateOf(course: Course, blueprint: Course): Promise<ChildState> {
  const [source, draft, releases] = await Promise.all([
    readDraft(course.id),
    getDraft(course.id),
    listReleases(course.id),
  ]);
  const updates = await listUpdates(blueprintActor, course.id, source);
  const shown = releases.find(({ releaseId }) => releaseId === course.releaseId);
  return {
    course,
    update: updates.find(({ kind, from }) => kind === 'course' && from.course === pathOf(blueprint)) ?? null,
    released: shown?.number ?? null,
    changed: shown?.revision !== draft.revision,
  };
}

export async function listChildStates(blueprint: Course): Promise<ChildState[]> {
  const children = await store.listChildren(blueprint.id);
  const courses = await listCoursesById(children.map(({ courseId }) => courseId));
  const states: ChildState[] = [];
  // One after the other: merging is work of this process, and more at once would not be done sooner.
  for (const course of courses) states.push(await stateOf(course, blueprint));
  return states;
}

/** Pushes that a child's own changes stand against: tried again when either side has moved on. */
const tried = new LRUCache<string, true>({ max: 10_000 });

async function push({ course, update, changed }: ChildState, blueprint: Blueprint, now: Date): Promise<void> {
  if (!update || update.clashes > 0) return;
  const { revision } = await getDraft(course.id);
  const { newest, title } = update.from;
  const attempt = `${course.id} ${newest} ${revision}`;
  if (tried.has(attempt)) return;
  tried.set(attempt, true);
  const call = { actor: blueprintActor, now, requestId: `blueprint:${course.id}:${newest}` };
  try {
    const next = await applyUpdates(call, {
      ...{ courseId: course.id, revision, origin: 'api', note: `${title}, ${newest}` },
      wishes: [{ id: update.id, release: newest, way: 'take', choices: [] }],
    });
    // What its authors have not released yet is theirs to release.
    if (blueprint.push === 'release' && !changed && course.releaseId)
      await publishRevision(call, { course, revision: next, notes: `${title}, ${newest}` });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    log().warn({ course: course.id, code: error.code }, 'a blueprint could not be pushed');
  }
}

/** All that is due, blueprint by blueprint. */
export async function pushBlueprints(now: Date): Promise<void> {
  for (const blueprint of await store.listPushing()) {
    const course = await findCourseById(blueprint.courseId);
    if (!course) continue;
    for (const state of await listChildStates(course)) await push(state, blueprint, now);
  }
}
