/** A picture that is added while writing: kept among the course's assets, and given back as the line to write. */
import { readFile } from 'node:fs/promises';
import { posix } from 'node:path';
import { fileTypeFromBuffer } from 'file-type';
import { editDraft, type FileFacts, type FileTree } from '#modules/content/index.ts';
import type { Call } from '#platform/endpoint.ts';
import { Refusal } from '#platform/refusal.ts';
import { storage } from '#platform/storage.ts';
import { type Upload, uploadRefusals } from '#platform/upload.ts';
import { originOf } from '#screens/studio/outline/index.ts';
import { type PictureBody, refusals, type UnitParams } from '../schema.ts';
import { openUnit } from './open-unit.ts';

const kinds = new Set(['png', 'jpg', 'gif', 'webp', 'avif', 'svg']);

/** The ending that the bytes deserve, whatever the name says; null: no picture that browsers show. */
async function endingOf(bytes: Uint8Array): Promise<string | null> {
  const found = (await fileTypeFromBuffer(bytes))?.ext ?? '';
  if (kinds.has(found)) return found;
  const begin = new TextDecoder().decode(bytes.slice(0, 1_000));
  return /^\s*(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*)*(?:<!DOCTYPE svg[^>]*>\s*)?<svg[\s>]/i.test(begin)
    ? 'svg'
    : null;
}

const stemOf = (name: string): string =>
  posix
    .basename(name, posix.extname(name))
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60) || 'picture';

/** A path of its own, or that of the very same picture. */
function pathFor(files: FileTree, stem: string, ending: string, { sha256 }: FileFacts): string {
  for (let copy = 1; ; copy++) {
    const path = `assets/${copy > 1 ? `${stem}-${copy}` : stem}.${ending}`;
    const taken = files.get(path);
    if (!taken || taken.sha256 === sha256) return path;
  }
}

const escaped = (text: string) =>
  text
    .trim()
    .replace(/\s+/g, ' ')
    .replace(/([[\]\\])/g, '\\$1');

export interface AddedPicture {
  path: string;
  /** What to write where it shall stand. */
  markdown: string;
  revision: number;
}

export async function addPicture(
  call: Call,
  params: UnitParams,
  { alt = '', caption = '' }: PictureBody,
  upload: Upload | null | undefined,
): Promise<AddedPicture> {
  const { draft, course, file } = await openUnit(call, params);
  if (!upload) throw new Refusal(uploadRefusals['upload-missing']);
  if (!alt.trim())
    throw new Refusal(refusals['picture-untold'], { fields: [{ path: 'alt', message: 'required' }] });
  const bytes = await readFile(upload.path);
  const ending = await endingOf(bytes);
  if (!ending) throw new Refusal(refusals['picture-unknown']);
  const facts = { sha256: await storage().put(bytes), size: bytes.byteLength };
  const path = pathFor(draft.files, stemOf(upload.name), ending, facts);
  const edited = await editDraft(call, {
    ...{ courseId: course.id, base: draft.revision, origin: originOf(call), note: '' },
    edits: [{ path, content: facts }],
  });
  if (edited.kind === 'conflict') throw new Refusal(refusals['edit-conflict']);
  const link = posix.relative(posix.dirname(file), path);
  const title = caption.trim() ? ` "${caption.trim().replace(/\s+/g, ' ').replaceAll('"', '&quot;')}"` : '';
  return { path, markdown: `![${escaped(alt)}](${link}${title})`, revision: edited.draft.revision };
}
