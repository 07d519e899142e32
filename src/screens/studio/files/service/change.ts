/** Putting files into a course, and moving and deleting them without breaking what names them. */
import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open as openFile } from 'node:fs/promises';
import { imageSize } from 'image-size';
import { translateTo } from '#lib/messages.ts';
import { headBytes, mediaTypeOf } from '#modules/attempts/index.ts';
import { type FileFacts, renameReferences } from '#modules/content/index.ts';
import type { Call } from '#platform/endpoint.ts';
import { Refusal } from '#platform/refusal.ts';
import { storage } from '#platform/storage.ts';
import { type Upload, uploadRefusals } from '#platform/upload.ts';
import { type CourseParams, editCourse, type OpenDraft, openDraft } from '#screens/studio/outline/index.ts';
import { assetPath, checkedPath, fitsName, freePath, isAsset, typeOf } from '../rules/names.ts';
import { largestDraft, mostPixels, refusals } from '../schema.ts';
import { placesOf, readText, textsOf } from './list.ts';

async function headOf(path: string): Promise<Uint8Array> {
  const file = await openFile(path);
  try {
    const head = Buffer.alloc(headBytes);
    const { bytesRead } = await file.read(head, 0, headBytes, 0);
    return head.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

function checkPixels(head: Uint8Array): void {
  let size: { width: number; height: number };
  try {
    size = imageSize(head);
  } catch {
    // It names no size at its beginning; the page then reserves no room for it.
    return;
  }
  if (size.width * size.height > mostPixels)
    throw new Refusal(refusals['picture-too-large'], { values: { limit: mostPixels / 1e6 } });
}

/** What a file holds must be what its name says. */
async function checkKind(upload: Upload, path: string): Promise<void> {
  const head = await headOf(upload.path);
  if (!fitsName(path, await mediaTypeOf(head)))
    throw new Refusal(refusals['asset-kind'], { values: { name: upload.name } });
  if (typeOf(path).startsWith('image/') && !path.endsWith('.svg')) checkPixels(head);
}

/** Bytes are stored before a revision names them. */
async function store(upload: Upload): Promise<FileFacts> {
  const name = randomUUID();
  const { incoming } = storage();
  const sha256 = await incoming
    .write(name, 0, createReadStream(upload.path))
    .then(() => incoming.seal(name, upload.size))
    .catch(async (error) => {
      await incoming.drop(name);
      throw error;
    });
  if (sha256 !== upload.sha256) throw new Refusal(uploadRefusals['upload-broken']);
  return { sha256, size: upload.size };
}

function checkRoom({ draft }: OpenDraft, added: number): void {
  const stands = [...draft.files.values()].reduce((sum, { size }) => sum + size, 0);
  if (stands + added > largestDraft)
    throw new Refusal(refusals['draft-too-large'], { values: { limit: largestDraft / 1024 ** 3 } });
}

function getAsset({ draft }: OpenDraft, path: string): FileFacts {
  const facts = isAsset(path) ? draft.files.get(path) : undefined;
  if (!facts) throw new Refusal(refusals['asset-not-there'], { values: { path } });
  return facts;
}

/** A new file, or other bytes at the path of one that is there. */
export async function putFile(
  call: Call,
  params: CourseParams,
  { replace }: { replace?: string },
): Promise<{ path: string; size: number; type: string; href: string }> {
  const { upload } = call;
  const open = await openDraft(call, params, 'course.edit');
  if (!upload) throw new Refusal(uploadRefusals['upload-missing']);
  if (replace) getAsset(open, replace);
  const wanted = replace || assetPath(upload.name);
  if (replace && typeOf(assetPath(upload.name)) !== typeOf(replace))
    throw new Refusal(refusals['asset-other-kind'], { values: { path: replace } });
  await checkKind(upload, wanted);
  checkRoom(open, upload.size);
  const facts = await store(upload);
  const path = await editCourse(call, params, async (now) => {
    const free = replace ? wanted : freePath(wanted, (one) => now.draft.files.has(one));
    const note = translateTo(call.locale)(replace ? 'assets.note-replace' : 'assets.note-add', {
      path: free,
    });
    return { edits: [{ path: free, content: facts }], note, result: free };
  });
  const name = encodeURIComponent(path.slice(path.lastIndexOf('/') + 1));
  return { path, size: facts.size, type: typeOf(path), href: `/assets/${facts.sha256}/${name}` };
}

/** The file gets another path, and everything that names it names that, in one revision. */
export const renameFile = (
  call: Call,
  params: CourseParams,
  { path, to }: { path: string; to: string },
): Promise<{ path: string; changed: string[] }> =>
  editCourse(call, params, async (open) => {
    const facts = getAsset(open, path);
    const next = checkedPath(to);
    if (!next || typeOf(next) !== typeOf(path))
      throw new Refusal(refusals['asset-name'], { values: { path: to } });
    if (next !== path && open.draft.files.has(next))
      throw new Refusal(refusals['asset-exists'], { values: { path: next } });
    const edits: { path: string; content: string }[] = [];
    for (const file of textsOf(open)) {
      const text = await readText(open.draft.files.get(file)?.sha256 ?? '');
      const content = renameReferences(text, file, path, next);
      if (content !== text) edits.push({ path: file, content });
    }
    const moved =
      next === path
        ? []
        : [
            { path, content: null },
            { path: next, content: facts },
          ];
    return {
      edits: [...moved, ...edits],
      note: translateTo(call.locale)('assets.note-rename', { from: path, to: next }),
      result: { path: next, changed: edits.map((edit) => edit.path) },
    };
  });

export const removeFile = (
  call: Call,
  params: CourseParams,
  { path }: { path: string },
): Promise<{ path: string }> =>
  editCourse(call, params, async (open) => {
    getAsset(open, path);
    const places = await placesOf(open, path);
    if (places.length > 0)
      throw new Refusal(refusals['asset-in-use'], {
        values: { path },
        fields: places.map((place) => ({ path: place, message: path })),
      });
    return {
      edits: [{ path, content: null }],
      note: translateTo(call.locale)('assets.note-remove', { path }),
      result: { path },
    };
  });
