/** Drafts: what authors edit. Whoever calls has asked who may; the catalog knows whose course it is. */
import { record } from '#modules/audit/index.ts';
import { transaction } from '#platform/database.ts';
import type { Call } from '#platform/endpoint.ts';
import { Refusal } from '#platform/refusal.ts';
import { hashOf } from '../rules/release.ts';
import { type Draft, refusals } from '../schema.ts';
import * as store from '../store/drafts.ts';
import { describeFiles } from './files.ts';
import type { CourseSource } from './source.ts';
import { storedSource, storeFiles } from './stored.ts';

export type Author = Pick<Call, 'actor' | 'now' | 'requestId'>;

export function nameOf({ actor }: Author): string {
  if (actor.kind === 'person') return actor.id;
  return actor.kind === 'system' ? actor.name : '';
}

/** The draft becomes what the source is; files that are not in it are gone from the draft, not from releases. */
export async function saveDraft(call: Author, courseId: string, source: CourseSource): Promise<Draft> {
  const files = await describeFiles(source);
  await storeFiles(source, files);
  const sourceHash = hashOf(Object.fromEntries([...files].map(([path, { sha256 }]) => [path, sha256])));
  const draft: Draft = { courseId, sourceHash, updatedAt: call.now, updatedBy: nameOf(call), files };
  await transaction(async () => {
    await store.replaceDraft(draft);
    await record(call, 'content.save-draft', `course:${courseId}`, { sourceHash });
  });
  return draft;
}

export const findDraft = (courseId: string): Promise<Draft | null> => store.findDraft(courseId);

export async function readDraft(courseId: string): Promise<CourseSource> {
  const draft = await store.findDraft(courseId);
  if (!draft) throw new Refusal(refusals['draft-not-found']);
  return storedSource(draft.files);
}
