/** What was saved of a draft, by whom and through which door; and making it as it was. */
import { compareSources, type FileDiff } from '#modules/authoring/index.ts';
import {
  type DraftEdit,
  type Edited,
  editDraft,
  listRevisions,
  type Revision,
  sourceAt,
} from '#modules/content/index.ts';
import type { Call } from '#platform/endpoint.ts';
import { commonRefusals, Refusal } from '#platform/refusal.ts';
import { openDraftWith, type StudioCourse } from '#screens/studio/outline/index.ts';
import type { CourseParams } from '../schema.ts';
import { type NameOf, namesOf } from './names.ts';

export interface OpenHistory extends StudioCourse {
  /** The newest of the draft. */
  head: number;
  revisions: Revision[];
  /** Older ones follow: those before this number. */
  more: number | null;
  nameOf: NameOf;
}

const writersOf = (revisions: readonly Revision[], { locale }: Call) =>
  namesOf(
    revisions.flatMap(({ createdBy, alsoBy }) => [createdBy, ...alsoBy]),
    locale,
  );

export async function openHistory(call: Call, params: CourseParams, before?: number): Promise<OpenHistory> {
  const [open, revisions] = await openDraftWith(call, params, 'course.edit', (id) =>
    listRevisions(id, before),
  );
  const { draft, source: _source, ...studio } = open;
  const last = revisions.at(-1)?.number ?? 1;
  return {
    ...studio,
    ...{ head: draft.revision, revisions },
    more: last > 1 ? last : null,
    nameOf: await writersOf(revisions, call),
  };
}

export interface OpenRevision extends StudioCourse {
  head: number;
  revision: Revision;
  files: FileDiff[];
  nameOf: NameOf;
}

/** By its number as an address has it, which may be anything. */
async function getRevision(courseId: string, text: string): Promise<Revision> {
  const number = /^\d{1,9}$/.test(text) ? Number(text) : 0;
  const [revision] = await listRevisions(courseId, number + 1);
  if (revision?.number !== number) throw new Refusal(commonRefusals['not-found']);
  return revision;
}

export async function openRevision(
  call: Call,
  params: CourseParams & { revision: string },
): Promise<OpenRevision> {
  const [open, revision] = await openDraftWith(call, params, 'course.edit', (id) =>
    getRevision(id, params.revision),
  );
  const { number } = revision;
  const { draft, source: _source, ...studio } = open;
  const [before, after, nameOf] = await Promise.all([
    sourceAt(draft, number - 1),
    sourceAt(draft, number),
    writersOf([revision], call),
  ]);
  return {
    ...studio,
    ...{ head: draft.revision, revision, nameOf },
    files: await compareSources(before, after),
  };
}

/** One file or all as they stood at a revision, as a new revision; what others save meanwhile is not run over. */
export async function restore(
  call: Call,
  params: CourseParams & { revision: string },
  { base, path, note }: { base: number; path?: string; note: string },
): Promise<Edited> {
  const [{ course, draft }, { number }] = await openDraftWith(call, params, 'course.edit', (id) =>
    getRevision(id, params.revision),
  );
  const [then, now] = await Promise.all([sourceAt(draft, number), sourceAt(draft, base)]);
  const paths = path === undefined ? [...new Set([...then.paths, ...now.paths])] : [path];
  const edits = await Promise.all(
    paths.map(async (one): Promise<DraftEdit> => {
      const content = then.paths.includes(one) ? await then.hash?.(one) : null;
      return { path: one, content: content ?? null };
    }),
  );
  return editDraft(call, { courseId: course.id, base, origin: 'browser', note, edits });
}
