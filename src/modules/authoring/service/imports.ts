/** Use cases of imports: a file arrives, is read by a job, is looked at, and is taken or left. */
import { createReadStream } from 'node:fs';
import { isUuid } from '#lib/uuid.ts';
import { transaction } from '#platform/database.ts';
import type { Call } from '#platform/endpoint.ts';
import { publishNews } from '#platform/news.ts';
import { commonRefusals, Refusal } from '#platform/refusal.ts';
import { storage } from '#platform/storage.ts';
import { shownName, type Upload } from '#platform/upload.ts';
import { type CourseImport, importRefusals, largestImport, mostImports } from '../schema/imports.ts';
import * as store from '../store/imports.ts';

/** The roof's queue, so that nothing here knows of jobs. */
export type Enqueue = (id: string) => Promise<void>;

function personOf({ actor }: Call): string {
  if (actor.kind !== 'person') throw new Refusal(commonRefusals['sign-in-required']);
  return actor.id;
}

/** Makes room for a file that comes in pieces. */
export async function beginImport(
  call: Call,
  { name, size }: { name: string; size: number },
): Promise<CourseImport> {
  if (size > largestImport)
    throw new Refusal(importRefusals['import-too-large'], { values: { limit: largestImport / 1024 ** 2 } });
  const facts = { askedBy: personOf(call), askedAt: call.now, fileName: shownName(name), size };
  const row = await store.addImport(facts, mostImports);
  if (!row) throw new Refusal(importRefusals['import-too-many'], { values: { limit: mostImports } });
  return row;
}

/** Whose it is not, to them there is none. */
export async function getImport(call: Call, id: string): Promise<CourseImport> {
  const row = isUuid(id) ? await store.findImport(id) : null;
  if (row?.askedBy !== personOf(call)) throw new Refusal(importRefusals['import-not-found']);
  return row;
}

/** The next piece. One that does not begin where the last one ended is answered with where it did. */
export async function addImportPiece(
  call: Call,
  id: string,
  { offset, upload }: { offset: number; upload: Upload },
  enqueue: Enqueue,
): Promise<CourseImport> {
  const row = await getImport(call, id);
  const end = offset + upload.size;
  if (row.state !== 'arriving' || offset !== row.received || end > row.size) return row;
  await storage().incoming.write(id, offset, createReadStream(upload.path));
  await transaction(async () => {
    const noted = await store.noteReceived(id, offset, end);
    if (noted && end === row.size) await enqueue(id);
  });
  return getImport(call, id);
}

/** Whatever is being done with it stops at its next step. */
export async function cancelImport(call: Call, id: string): Promise<void> {
  await getImport(call, id);
  if (!(await store.cancelImport(id))) throw new Refusal(importRefusals['import-not-ready']);
  await storage().incoming.drop(id);
  await publishNews(`import:${id}`);
}

/** What was found in it, for whoever looks at it before it is taken. */
export async function getImportContent(call: Call, id: string): Promise<store.ImportContent> {
  const [, content] = await Promise.all([
    getImport(call, id),
    isUuid(id) ? store.getImportContent(id) : null,
  ]);
  if (!content) throw new Refusal(importRefusals['import-not-ready']);
  return content;
}

/** In the caller's transaction: what it did with the files stands or falls with this. */
export async function settleTaken(id: string, taken: Parameters<typeof store.takeImport>[1]): Promise<void> {
  if (!(await store.takeImport(id, taken))) throw new Refusal(importRefusals['import-not-ready']);
  await publishNews(`import:${id}`);
}

/** Imports that nobody takes are forgotten after so long. */
const patienceMs = 30 * 24 * 3_600_000;

export async function dropForgottenImports(now: Date): Promise<void> {
  const gone = await store.dropForgotten(new Date(now.getTime() - patienceMs));
  for (const { id } of gone) await storage().incoming.drop(id);
}
