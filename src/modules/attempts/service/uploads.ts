/**
 * Use cases of files: they arrive in one go or piece by piece, are looked at, and are read by those who may. Bytes are
 * on disk before they are acknowledged, so that sending goes on where it stopped.
 */
import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { buffer } from 'node:stream/consumers';
import { isUuid } from '#lib/uuid.ts';
import { may } from '#modules/access/index.ts';
import { listRunsById, type Run } from '#modules/catalog/index.ts';
import { type Activity, type AnswerFile, activityTypeOf } from '#modules/content/contract.ts';
import { findEnrollment } from '#modules/enrollment/index.ts';
import type { Call } from '#platform/endpoint.ts';
import { commonRefusals, Refusal } from '#platform/refusal.ts';
import { storage } from '#platform/storage.ts';
import { shownName, type Upload } from '#platform/upload.ts';
import { headBytes, mediaTypeOf } from '../rules/file-type.ts';
import { type BegunUpload, chunkBytes, quotaBytes, refusals } from '../schema.ts';
import { isHandedInTogether } from '../store/joint.ts';
import * as store from '../store/uploads.ts';

export interface UploadPlan {
  run: Run;
  activity: Activity;
  name: string;
  size: number;
}

function personOf(call: Call): string {
  if (call.actor.kind !== 'person') throw new Refusal(commonRefusals['sign-in-required']);
  return call.actor.id;
}

const fileOf = ({ id, name, sha256, size, type }: store.UploadRow): AnswerFile | null =>
  sha256 === null || type === null ? null : { id, name, sha256, size, type };

const begun = (row: store.UploadRow): BegunUpload => ({
  id: row.id,
  received: row.received,
  size: row.size,
  chunk: chunkBytes,
  file: fileOf(row),
});

/** Makes room for a file that will come in pieces. */
export async function beginUpload(call: Call, plan: UploadPlan): Promise<BegunUpload> {
  return begun(await addUpload(call, plan));
}

async function addUpload(call: Call, { run, activity, name, size }: UploadPlan): Promise<store.UploadRow> {
  const learnerId = personOf(call);
  const limits = activityTypeOf(activity.type).uploads?.(activity.settings);
  if (!limits) throw new Refusal(refusals['activity-not-found']);
  const enrollment = await findEnrollment(learnerId, run.id);
  if (enrollment?.state !== 'active') throw new Refusal(refusals['not-enrolled']);
  if (size > limits.maxBytes)
    throw new Refusal(refusals['file-too-large'], { values: { limit: limits.maxBytes / 1e6 } });
  const upload = {
    learnerId,
    id: randomUUID(),
    runId: run.id,
    activityKey: activity.key,
    name: shownName(name),
    size,
  };
  const row = await store.addUpload(upload, quotaBytes);
  if (!row) throw new Refusal(refusals['quota-reached'], { values: { limit: quotaBytes / 1e9 } });
  return row;
}

async function getOwn(call: Call, id: string): Promise<store.UploadRow> {
  const learnerId = personOf(call);
  const row = isUuid(id) ? await store.findUpload(id) : null;
  if (row?.learnerId !== learnerId) throw new Refusal(refusals['file-not-found']);
  return row;
}

/** How far a file has come. One of which all was there when a server stopped becomes complete now. */
export async function getUpload(call: Call, id: string): Promise<BegunUpload> {
  const row = await getOwn(call, id);
  return begun(row.sha256 === null && row.received === row.size ? await completed(row) : row);
}

/** The next piece. One that does not begin where the last one ended is answered with where it did. */
export async function addPiece(
  call: Call,
  id: string,
  piece: { offset: number; sha256?: string; upload: Upload },
): Promise<BegunUpload> {
  const row = await getOwn(call, id);
  const { offset, upload } = piece;
  if (piece.sha256 !== undefined && piece.sha256 !== upload.sha256)
    throw new Refusal(refusals['file-damaged']);
  if (row.sha256 !== null || offset !== row.received) return begun(row);
  if (offset + upload.size > row.size) throw new Refusal(refusals['file-damaged']);
  await storage().incoming.write(id, offset, createReadStream(upload.path));
  if (!(await store.noteReceived(row, offset + upload.size))) return getUpload(call, id);
  return begun(await completed({ ...row, received: offset + upload.size }));
}

/** A file of which all has come becomes an object and is looked at. */
async function completed(row: store.UploadRow): Promise<store.UploadRow> {
  if (row.received < row.size) return row;
  const sha256 = await storage().incoming.seal(row.id, row.size);
  const head =
    row.size === 0
      ? Buffer.alloc(0)
      : await buffer(storage().stream(sha256, { start: 0, end: headBytes - 1 }));
  const type = await mediaTypeOf(head);
  await store.completeUpload(row, sha256, type);
  return { ...row, sha256, type };
}

/** A whole file, as a form without script sends it. */
export async function keepFile(
  call: Call,
  run: Run,
  activity: Activity,
  upload: Upload,
): Promise<AnswerFile> {
  const row = await addUpload(call, { run, activity, name: upload.name, size: upload.size });
  await storage().incoming.write(row.id, 0, createReadStream(upload.path));
  const file = fileOf(await completed({ ...row, received: row.size }));
  if (!file) throw new Error('a complete file has no hash');
  return file;
}

export async function stopUpload(call: Call, id: string): Promise<void> {
  if (!isUuid(id) || !(await store.dropUpload(personOf(call), id)))
    throw new Refusal(refusals['file-not-found']);
  await storage().incoming.drop(id);
}

/**
 * An answer may name only files that its learner (or their group) sent to this very activity, exactly as they were stored: whoever knows
 * the hash of another's file does not come to it by handing it in.
 */
export async function requireOwnFiles(
  learnerIds: readonly string[],
  runId: string,
  activity: Activity,
  answer: unknown,
): Promise<void> {
  const files = activityTypeOf(activity.type).files?.(answer) ?? [];
  if (files.length === 0) return;
  const known = await store.listFiles(
    learnerIds,
    runId,
    activity.key,
    files.map(({ id }) => id),
  );
  const isKnown = (file: AnswerFile) =>
    known.some(
      (row) =>
        row.id === file.id &&
        row.sha256 === file.sha256 &&
        row.name === file.name &&
        row.size === file.size &&
        row.type === file.type,
    );
  if (!files.every(isKnown)) throw new Refusal(refusals['file-not-found']);
}

/** A file of a learner, and where it belongs. */
export interface StoredFile extends AnswerFile {
  learnerId: string;
  runId: string;
  activityKey: string;
}

type Reader = (call: Call, file: StoredFile) => Promise<boolean>;
const readers: Reader[] = [];

/** Modules above say who else may read a file: members of the group that handed it in, reviewers it was given to. */
export function allowReading(reader: Reader): void {
  if (!readers.includes(reader)) readers.push(reader);
}

async function mayRead(call: Call, file: StoredFile): Promise<boolean> {
  const { actor } = call;
  if (actor.kind !== 'person') return false;
  if (actor.id === file.learnerId || (await isHandedInTogether(actor.id, file.learnerId, file.id)))
    return true;
  const [run] = await listRunsById([file.runId]);
  // Assistants read what lies on their own desk, which a module above says.
  if (run && may(actor, 'course.teach', { course: `${run.organizationKey}/${run.courseKey}` })) return true;
  for (const reader of readers) if (await reader(call, file)) return true;
  return false;
}

/** Who may not read a file is not told that it is there. */
export async function openFile(call: Call, id: string): Promise<StoredFile> {
  if (call.actor.kind !== 'person') throw new Refusal(commonRefusals['sign-in-required']);
  const row = isUuid(id) ? await store.findUpload(id) : null;
  const file = row && fileOf(row);
  if (!row || !file) throw new Refusal(refusals['file-not-found']);
  const { learnerId, runId, activityKey } = row;
  const stored = { ...file, learnerId, runId, activityKey };
  if (!(await mayRead(call, stored))) throw new Refusal(refusals['file-not-found']);
  return stored;
}

/** Uploads that nobody went on with for so long are removed. */
const patienceMs = 7 * 24 * 3_600_000;

export async function dropUnfinished(now: Date): Promise<void> {
  const gone = await store.dropUnfinished(new Date(now.getTime() - patienceMs));
  for (const { id } of gone) await storage().incoming.drop(id);
}
