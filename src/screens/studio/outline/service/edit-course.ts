/**
 * Saving what a page of the studio changes: planned on the newest draft, and planned anew where somebody was faster. Two
 * who move one unit at once are not merged by lines, which would leave it in both places.
 */
import { type DraftEdit, editDraft, type Origin } from '#modules/content/index.ts';
import type { Call } from '#platform/endpoint.ts';
import { Refusal } from '#platform/refusal.ts';
import { type CourseParams, refusals } from '../schema.ts';
import { type OpenDraft, openDraft } from './open-draft.ts';

/** The door through which a call came: a browser says where it stands, a program does not. */
export const originOf = (call: Call): Origin =>
  call.header('sec-fetch-site') !== null || !call.header('content-type')?.includes('json')
    ? 'browser'
    : 'api';

export interface Plan<T> {
  edits: DraftEdit[];
  /** One line for the history. */
  note: string;
  result: T;
}

/** Nobody waits for long: who saves at the same time is done within milliseconds. */
const mostTries = 5;

export async function editCourse<T>(
  call: Call,
  params: CourseParams,
  plan: (open: OpenDraft) => Promise<Plan<T>>,
): Promise<T> {
  for (let tries = 0; tries < mostTries; tries += 1) {
    const open = await openDraft(call, params, 'course.edit');
    const { edits, note, result } = await plan(open);
    const { id: courseId } = open.course;
    const base = open.draft.revision;
    const origin = originOf(call);
    const saved = await editDraft(call, { courseId, base, edits, note, origin, exact: true });
    if (saved.kind === 'saved') return result;
  }
  throw new Refusal(refusals['course-busy']);
}

const decoder = new TextDecoder();
export const readFile = async ({ source }: OpenDraft, path: string): Promise<string> =>
  decoder.decode(await source.read(path));
