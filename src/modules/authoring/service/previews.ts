/**
 * Links that show a draft to whoever has them. The address carries the link's id and a signature over it: nothing secret
 * is stored, and no address can be guessed.
 */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { isUuid } from '#lib/uuid.ts';
import { record } from '#modules/audit/index.ts';
import { activityTypes } from '#modules/content/contract.ts';
import {
  type Author,
  type Compilation,
  compileCourse,
  type FileTree,
  getDraft,
  nameOf,
  storedSource,
} from '#modules/content/index.ts';
import { transaction } from '#platform/database.ts';
import { Refusal } from '#platform/refusal.ts';
import { macKeyFor } from '#platform/secret.ts';
import { type Preview, refusals } from '../schema.ts';
import * as store from '../store/previews.ts';

const key = macKeyFor('preview');
const idBytes = 16;

const signatureOf = (id: Buffer): Buffer => createHmac('sha256', key()).update(id).digest();

export function previewToken({ id }: Pick<Preview, 'id'>): string {
  const bytes = Buffer.from(id.replaceAll('-', ''), 'hex');
  return Buffer.concat([bytes, signatureOf(bytes)]).toString('base64url');
}

function idOf(token: string): string | null {
  const bytes = Buffer.from(token, 'base64url');
  if (bytes.length !== idBytes + 32) return null;
  const id = bytes.subarray(0, idBytes);
  if (!timingSafeEqual(signatureOf(id), bytes.subarray(idBytes))) return null;
  return id.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

const msADay = 24 * 60 * 60 * 1000;

export function makePreview(
  call: Author,
  { courseId, note, days }: { courseId: string; note: string; days: number },
): Promise<Preview> {
  return transaction(async () => {
    const preview = await store.addPreview({
      ...{ courseId, note, madeBy: nameOf(call), madeAt: call.now },
      expiresAt: new Date(call.now.getTime() + days * msADay),
    });
    await record(call, 'authoring.make-preview', `course:${courseId}`, { preview: preview.id, days });
    return preview;
  });
}

export const revokePreview = (call: Author, courseId: string, id: string): Promise<void> =>
  transaction(async () => {
    if (!isUuid(id) || !(await store.revokePreview(courseId, id, call.now)))
      throw new Refusal(refusals['preview-not-found']);
    await record(call, 'authoring.revoke-preview', `course:${courseId}`, { preview: id });
  });

export const isOpenAt = ({ expiresAt, revokedAt }: Preview, now: Date): boolean =>
  revokedAt === null && expiresAt > now;

/** Whoever has an address that is void learns no more than whoever made one up. */
export async function getPreview(token: string, now: Date): Promise<Preview> {
  const id = idOf(token);
  const preview = id === null ? null : await store.findPreview(id);
  if (!preview || !isOpenAt(preview, now)) throw new Refusal(refusals['preview-not-found']);
  return preview;
}

const compiled = new LRUCache<string, Promise<Compilation>>({ max: 10 });

/** What is in the files: the number of a revision that was taken back comes again with other ones. */
const markOf = (files: FileTree): string =>
  createHash('sha256')
    .update(JSON.stringify([...files].map(([path, { sha256 }]) => [path, sha256]).sort()))
    .digest('hex');

/** The draft as it stands, compiled once for the same files: who turns pages waits for the first only. */
export async function compileDraft(courseId: string): Promise<Compilation & { revision: number }> {
  const { revision, files } = await getDraft(courseId);
  const key = `${courseId} ${markOf(files)}`;
  let compiling = compiled.get(key);
  if (!compiling) {
    compiling = compileCourse(storedSource(files), activityTypes());
    compiled.set(key, compiling);
    compiling.catch(() => compiled.delete(key));
  }
  return { ...(await compiling), revision };
}
