/**
 * Terms: an *upload* is the one file of a multipart form (RFC 7578). It is written to a temporary file while it comes,
 * so that no size fills the memory, and it is gone when the answer is made. Its name is only ever shown.
 */
import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { MultipartFile, MultipartValue } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { isDiskFull, isReadOnly } from './database.ts';
import { commonRefusals, declareRefusals, Refusal } from './refusal.ts';

export interface UploadRule {
  /** Name of the file's field. */
  field: string;
  maxBytes: number;
}

export interface Upload {
  /** Where it is while the call lasts. */
  path: string;
  /** As the sender calls it, without folders. */
  name: string;
  size: number;
  sha256: string;
}

export const uploadRefusals = declareRefusals({
  'upload-missing': 'invalid',
  'upload-several': 'invalid',
  'upload-broken': 'invalid',
  'upload-too-large': 'too-large',
});

/** What a form may hold beside its file. */
const limits = { fields: 30, fieldSize: 64 * 1024, fieldNameSize: 100, files: 1, headerPairs: 100 };
/** Boundaries, part headers and fields around the file. */
const envelopeBytes = 1024 ** 2;
/** A sender that is silent for so long is gone. */
const silenceMs = 60_000;

type Fields = Record<string, string | string[]>;

const tooLarge = (rule: UploadRule) =>
  new Refusal(uploadRefusals['upload-too-large'], {
    values: { limit: Math.floor(rule.maxBytes / 1024 ** 2) },
  });

/** The last name of a path of any system, without characters that hide or break lines. */
export function shownName(name: string): string {
  const last = name.normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  return (
    last
      .replace(/[\p{Cc}\p{Cf}\ufffd]/gu, '')
      .trim()
      .slice(0, 200) || 'file'
  );
}

/** What the parser throws, as a refusal; a mistake of ours stays what it is. */
function refusalOf(error: unknown, rule: UploadRule): unknown {
  if (error instanceof Refusal || isDiskFull(error) || isReadOnly(error)) return error;
  const code = (error as { code?: string }).code ?? '';
  if (code === 'FST_REQ_FILE_TOO_LARGE') return tooLarge(rule);
  if (code === 'FST_FILES_LIMIT') return new Refusal(uploadRefusals['upload-several']);
  if (/^FST_(?:PARTS|FIELDS)_LIMIT$/.test(code)) return new Refusal(commonRefusals['body-too-large']);
  if (['EACCES', 'EMFILE', 'ENOENT'].includes(code)) return error;
  return new Refusal(uploadRefusals['upload-broken']);
}

function addField(fields: Fields, part: MultipartValue): void {
  if (part.fieldnameTruncated || part.valueTruncated) throw new Refusal(commonRefusals['body-too-large']);
  if (typeof part.value !== 'string') throw new Refusal(uploadRefusals['upload-broken']);
  const before = fields[part.fieldname];
  fields[part.fieldname] = before === undefined ? part.value : [...[before].flat(), part.value];
}

async function writeFile(
  { file, filename }: MultipartFile,
  path: string,
  heard: () => void,
): Promise<Upload> {
  const hash = createHash('sha256');
  let size = 0;
  const measured = async function* (chunks: Readable) {
    for await (const chunk of chunks as AsyncIterable<Buffer>) {
      heard();
      hash.update(chunk);
      size += chunk.length;
      yield chunk;
    }
  };
  await pipeline(file, measured, createWriteStream(path, { flags: 'wx', mode: 0o600 }));
  return { path, name: shownName(filename), size, sha256: hash.digest('hex') };
}

async function receive(
  request: FastifyRequest,
  rule: UploadRule,
  fields: Fields,
  admit: (fields: Fields) => void,
  path: string,
  heard: () => void,
): Promise<Upload | null> {
  let upload: Upload | null = null;
  for await (const part of request.parts({ limits: { ...limits, fileSize: rule.maxBytes } })) {
    if (part.type === 'field') addField(fields, part);
    else if (part.fieldname !== rule.field) throw new Refusal(uploadRefusals['upload-broken']);
    else {
      admit(fields);
      const written = await writeFile(part, path, heard);
      if (part.file.truncated) throw tooLarge(rule);
      // A browser sends a nameless, empty file where none was chosen.
      if (part.filename || written.size > 0) upload = written;
    }
  }
  return upload;
}

/** `receive` with an end: a sender that falls silent is cut off, and one that is refused may finish and see why. */
async function receiveAll(
  request: FastifyRequest,
  rule: UploadRule,
  fields: Fields,
  admit: (fields: Fields) => void,
  path: string,
): Promise<Upload | null> {
  const { raw } = request;
  const silence = setTimeout(() => raw.destroy(), silenceMs);
  try {
    return await receive(request, rule, fields, admit, path, () => silence.refresh());
  } catch (error) {
    raw.unpipe();
    raw.resume();
    throw refusalOf(error, rule);
  } finally {
    clearTimeout(silence);
  }
}

/**
 * Reads a multipart form into `request.body` and its file to disk, then does `work`. `admit` is asked when the file
 * begins: what it refuses is not stored. Any other kind of body has been read before and holds no file.
 */
export async function withUpload<T>(
  request: FastifyRequest,
  rule: UploadRule,
  admit: (fields: Fields) => void,
  work: (upload: Upload | null) => Promise<T>,
): Promise<T> {
  if (!request.isMultipart()) return work(null);
  if (Number(request.headers['content-length'] ?? 0) > rule.maxBytes + envelopeBytes) throw tooLarge(rule);
  const fields: Fields = {};
  // Before the file is read: a form that is refused midway is shown again with what came.
  request.body = fields;
  const folder = await mkdtemp(join(tmpdir(), 'lectern-upload-'));
  try {
    return await work(await receiveAll(request, rule, fields, admit, join(folder, 'file')));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
