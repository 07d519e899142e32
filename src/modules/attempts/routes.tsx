/**
 * Files of learners. Their bytes come from strangers: they are sent so that no browser runs anything of them. Pictures
 * are shown by themselves, text as text; all else is only downloaded.
 */
import { buffer } from 'node:stream/consumers';
import { imageSize } from 'image-size';
import { Type } from 'typebox';
import { signedIn } from '#modules/access/index.ts';
import { type Download, endpoint } from '#platform/endpoint.ts';
import { commonRefusals, Refusal } from '#platform/refusal.ts';
import { assetPolicy } from '#platform/security-headers.ts';
import { storage } from '#platform/storage.ts';
import { isPicture } from './rules/file-type.ts';
import { refusals, UploadPiece } from './schema.ts';
import { addPiece, getUpload, openFile, type StoredFile, stopUpload } from './service/uploads.ts';
import { FilePage, type Preview } from './views.tsx';

/** Who may read a file is decided with the file. */
const readers = {
  ...signedIn,
  who: 'its learner, those who handed it in with them, staff, reviewers it was given to',
};
const owner = { ...signedIn, who: 'its learner' };

/** So much of a text is shown. */
const shownText = 200_000;
/** A picture of more pixels could bring the browser of its reader down. */
const mostPixels = 40_000_000;
/** Where pictures say how large they are. */
const pictureHead = 512 * 1024;

const headOf = (sha256: string, bytes: number) =>
  buffer(storage().stream(sha256, { start: 0, end: bytes - 1 }));

async function isHarmless(file: StoredFile): Promise<boolean> {
  if (!isPicture(file.type)) return false;
  try {
    const { width, height } = imageSize(await headOf(file.sha256, pictureHead));
    return width * height > 0 && width * height <= mostPixels;
  } catch {
    return false;
  }
}

async function previewOf(file: StoredFile): Promise<Preview> {
  if (await isHarmless(file)) return { kind: 'picture' };
  if (file.type !== 'text/plain' || file.size === 0) return { kind: 'none' };
  const text = new TextDecoder().decode(await headOf(file.sha256, shownText), { stream: true });
  return { kind: 'text', text: text.replaceAll('\0', ''), cut: file.size > shownText };
}

/** Nothing of it runs, is guessed at, framed, or kept for the next person at this computer. */
const headersOf = ({ size }: StoredFile): Record<string, string> => ({
  'content-length': String(size),
  'content-security-policy': assetPolicy,
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'private, no-store',
});

export const showFile = endpoint({
  method: 'GET',
  path: '/files/:id',
  summary: 'A file of a learner: what it is, and how it looks where that is harmless',
  allow: readers,
  priority: 'reading',
  async run(call, { params }) {
    const file = await openFile(call, params.id);
    return { file, preview: await previewOf(file) };
  },
  page: ({ file, preview }) => ({
    title: file.name,
    shell: 'plain',
    robots: 'noindex',
    body: () => (
      <FilePage
        name={file.name}
        type={file.type}
        size={file.size}
        contentHref={getFile.url({ id: file.id })}
        pictureHref={showPicture.url({ id: file.id })}
        preview={preview}
      />
    ),
  }),
  json: ({ file: { id, name, sha256, size, type } }) => ({ id, name, sha256, size, type }),
});

export const getFile = endpoint({
  method: 'GET',
  path: '/files/:id/content',
  summary: 'The bytes of a file of a learner, to be kept',
  allow: readers,
  priority: 'reading',
  run: (call, { params }) => openFile(call, params.id),
  page: (file): Download => ({
    file: storage().stream(file.sha256),
    type: 'application/octet-stream',
    name: file.name,
    headers: headersOf(file),
  }),
});

export const showPicture = endpoint({
  method: 'GET',
  path: '/files/:id/picture',
  summary: 'A picture that a learner sent, to be shown',
  allow: readers,
  priority: 'reading',
  async run(call, { params }) {
    const file = await openFile(call, params.id);
    if (!(await isHarmless(file))) throw new Refusal(refusals['file-not-found']);
    return file;
  },
  page: (file): Download => ({
    file: storage().stream(file.sha256),
    type: file.type,
    headers: headersOf(file),
  }),
});

const UploadShape = Type.Object({
  id: Type.String(),
  received: Type.Integer(),
  size: Type.Integer(),
  chunk: Type.Integer(),
  file: Type.Unknown(),
});

export const showUpload = endpoint({
  method: 'GET',
  path: '/uploads/:id',
  summary: 'How far a file has come; sending goes on from there',
  allow: owner,
  priority: 'submission',
  jsonShape: UploadShape,
  run: (call, { params }) => getUpload(call, params.id),
  json: (upload) => upload,
});

export const addUploadPiece = endpoint({
  method: 'POST',
  path: '/uploads/:id/pieces',
  summary: 'The next piece of a file; a form with `offset`, `sha256` of the piece, and the piece',
  body: UploadPiece,
  allow: owner,
  priority: 'submission',
  idempotency: 'own',
  upload: { field: 'piece', maxBytes: 32 * 1024 * 1024 },
  jsonShape: UploadShape,
  run(call, { params, body }) {
    if (!call.upload)
      throw new Refusal(commonRefusals['invalid-input'], {
        fields: [{ path: 'piece', message: 'required' }],
      });
    return addPiece(call, params.id, { ...body, upload: call.upload });
  },
  json: (upload) => upload,
});

export const dropUpload = endpoint({
  method: 'DELETE',
  path: '/uploads/:id',
  summary: 'Stop sending a file; what came of it is removed',
  allow: owner,
  idempotency: 'none',
  run: (call, { params }) => stopUpload(call, params.id),
  json: () => ({ stopped: true }),
});

export const endpoints = [showFile, getFile, showPicture, showUpload, addUploadPiece, dropUpload];
