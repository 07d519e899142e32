import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { Type } from 'typebox';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Activity,
  type ActivityType,
  type AnswerFile,
  useActivityTypes,
} from '#modules/content/contract.ts';
import { query } from '#platform/database.ts';
import type { Call } from '#platform/endpoint.ts';
import { storage } from '#platform/storage.ts';
import { useTestMachines } from '#platform/testing.ts';
import type { Upload } from '#platform/upload.ts';
import { mediaTypeOf } from './rules/file-type.ts';
import { chunkBytes } from './schema.ts';
import {
  addPiece,
  allowReading,
  beginUpload,
  dropUnfinished,
  getUpload,
  keepFile,
  openFile,
  requireOwnFiles,
  stopUpload,
} from './service/uploads.ts';
import { addUpload } from './store/uploads.ts';
import { callOfLearner, enrollForTest, testActivity, testRun } from './testing.ts';

useTestMachines();

const bag: ActivityType<{ most: number }, { files: AnswerFile[] }> = {
  name: 'bag',
  attributes: [],
  defaultPoints: 1,
  settings: Type.Unknown(),
  answer: Type.Unknown(),
  read: () => ({ settings: { most: 0 }, prompt: [] }),
  uploads: ({ most }) => ({ maxBytes: most }),
  files: ({ files }) => files,
  view: () => null,
};

let folder: string;
beforeAll(async () => {
  useActivityTypes(new Map([['bag', bag as unknown as ActivityType]]));
  folder = await mkdtemp(join(tmpdir(), 'lectern-uploads-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const sha256Of = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

async function uploadOf(bytes: Uint8Array, name = 'report.txt'): Promise<Upload> {
  const path = join(folder, randomUUID());
  await writeFile(path, bytes);
  return { path, name, size: bytes.length, sha256: sha256Of(bytes) };
}

async function learnerInRun(most = 1e9) {
  const call = callOfLearner();
  const run = testRun();
  await enrollForTest(call.actor.id, run.id);
  const activity: Activity = testActivity({ key: 'sketch', type: 'bag', settings: { most } });
  return { call, run, activity };
}

const refused = (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    (error) => error.code,
  );

describe('a file in pieces', () => {
  it('becomes one file, named by its bytes, whatever order of stops and repeats', async () => {
    const { call, run, activity } = await learnerInRun();
    const bytes = randomBytes(250_000);
    const begun = await beginUpload(call, { run, activity, name: 'C:\\work\\plan.bin', size: bytes.length });
    expect(begun).toMatchObject({ received: 0, size: bytes.length, chunk: chunkBytes, file: null });
    const send = async (from: number, to: number) => {
      const piece = bytes.subarray(from, to);
      return addPiece(call, begun.id, {
        offset: from,
        sha256: sha256Of(piece),
        upload: await uploadOf(piece),
      });
    };
    expect((await send(0, 100_000)).received).toBe(100_000);
    // Sent again, and sent too early: both are told where it stands.
    expect((await send(0, 100_000)).received).toBe(100_000);
    expect((await send(200_000, 250_000)).received).toBe(100_000);
    expect((await getUpload(call, begun.id)).received).toBe(100_000);
    await send(100_000, 200_000);
    const { file } = await send(200_000, 250_000);
    expect(file).toMatchObject({ name: 'plan.bin', size: 250_000, sha256: sha256Of(bytes) });
    expect(await buffer(storage().stream(file?.sha256 ?? ''))).toEqual(bytes);
  });

  it('is refused where a piece is damaged or runs over, and nothing of it counts', async () => {
    const { call, run, activity } = await learnerInRun();
    const begun = await beginUpload(call, { run, activity, name: 'a', size: 10 });
    const upload = await uploadOf(Buffer.from('hello'));
    expect(await refused(addPiece(call, begun.id, { offset: 0, sha256: 'f'.repeat(64), upload }))).toBe(
      'file-damaged',
    );
    const long = await uploadOf(Buffer.from('hello, too long'));
    expect(await refused(addPiece(call, begun.id, { offset: 0, upload: long }))).toBe('file-damaged');
    expect(await getUpload(call, begun.id)).toMatchObject({ received: 0, file: null });
  });

  it('can be stopped by its learner, and by nobody else be seen or fed', async () => {
    const { call, run, activity } = await learnerInRun();
    const begun = await beginUpload(call, { run, activity, name: 'a', size: 10 });
    const other = callOfLearner();
    const upload = await uploadOf(Buffer.from('hello'));
    expect(await refused(getUpload(other, begun.id))).toBe('file-not-found');
    expect(await refused(addPiece(other, begun.id, { offset: 0, upload }))).toBe('file-not-found');
    expect(await refused(stopUpload(other, begun.id))).toBe('file-not-found');
    await stopUpload(call, begun.id);
    expect(await refused(getUpload(call, begun.id))).toBe('file-not-found');
  });

  it('of which all came before a crash becomes complete when it is asked for', async () => {
    const { call, run, activity } = await learnerInRun();
    const begun = await beginUpload(call, { run, activity, name: 'a', size: 5 });
    await storage().incoming.write(
      begun.id,
      0,
      (async function* () {
        yield Buffer.from('hello');
      })(),
    );
    await query('update attempts.upload set received = 5 where id = $1', [begun.id]);
    expect((await getUpload(call, begun.id)).file).toMatchObject({ sha256: sha256Of(Buffer.from('hello')) });
  });

  it('that nobody went on with for a week is removed', async () => {
    const { call, run, activity } = await learnerInRun();
    const begun = await beginUpload(call, { run, activity, name: 'a', size: 5 });
    await dropUnfinished(new Date(Date.now() + 6 * 24 * 3_600_000));
    expect((await getUpload(call, begun.id)).received).toBe(0);
    await dropUnfinished(new Date(Date.now() + 8 * 24 * 3_600_000));
    expect(await refused(getUpload(call, begun.id))).toBe('file-not-found');
  });
});

describe('room', () => {
  it('is what the author allows for a file', async () => {
    const { call, run, activity } = await learnerInRun(1_000);
    expect(await refused(beginUpload(call, { run, activity, name: 'a', size: 1_001 }))).toBe(
      'file-too-large',
    );
    expect(await refused(keepFile(call, run, activity, await uploadOf(randomBytes(1_001))))).toBe(
      'file-too-large',
    );
  });

  it('is taken by what was only announced, too, and by many at once never overdrawn', async () => {
    const { call, run } = await learnerInRun();
    const of = () => ({
      ...{ learnerId: call.actor.id, id: randomUUID(), runId: run.id, activityKey: 'a', name: 'a' },
      size: 400,
    });
    const added = await Promise.all([1, 2, 3, 4, 5, 6].map(() => addUpload(of(), 1_000)));
    expect(added.filter((row) => row !== null)).toHaveLength(2);
  });

  it('is for learners of the run', async () => {
    const { run, activity } = await learnerInRun();
    expect(await refused(beginUpload(callOfLearner(), { run, activity, name: 'a', size: 1 }))).toBe(
      'not-enrolled',
    );
  });
});

describe('an answer', () => {
  it('may name files that its learner sent to this activity, exactly as they are stored', async () => {
    const { call, run, activity } = await learnerInRun();
    const file = await keepFile(call, run, activity, await uploadOf(Buffer.from('north is up')));
    const name = (files: AnswerFile[], over: Partial<Activity> = {}, learnerId = call.actor.id) =>
      refused(requireOwnFiles([learnerId], run.id, { ...activity, ...over }, { files }));
    expect(await name([file])).toBeNull();
    expect(await name([{ ...file, type: 'text/html' }])).toBe('file-not-found');
    expect(await name([{ ...file, sha256: 'a'.repeat(64) }])).toBe('file-not-found');
    expect(await name([file], { key: 'other' })).toBe('file-not-found');
    expect(await name([file], {}, callOfLearner().actor.id)).toBe('file-not-found');
  });
});

describe('a file is read', () => {
  it('by its learner, by staff of its course and by whom a module above lets in, and by nobody else', async () => {
    const { call, run, activity } = await learnerInRun();
    const { id } = await keepFile(call, run, activity, await uploadOf(Buffer.from('mine')));
    const reader = callOfLearner();
    expect((await openFile(call, id)).name).toBe('report.txt');
    expect(await refused(openFile(reader, id))).toBe('file-not-found');
    expect(await refused(openFile({ ...call, actor: { kind: 'anonymous' } } as Call, id))).toBe(
      'sign-in-required',
    );
    allowReading(
      async ({ actor }, file) => file.id === id && actor.kind === 'person' && actor.id === reader.actor.id,
    );
    expect((await openFile(reader, id)).learnerId).toBe(call.actor.id);
    expect(await refused(openFile(callOfLearner(), id))).toBe('file-not-found');
  });
});

describe('what a file is', () => {
  const png = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  );
  it.each<[string, Uint8Array, string]>([
    ['a picture', png, 'image/png'],
    ['a page', Buffer.from('<!doctype html><script>alert(1)</script>'), 'text/plain'],
    [
      'a drawing with a script',
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>'),
      'text/plain',
    ],
    ['XML', Buffer.from('<?xml version="1.0"?><a/>'), 'text/plain'],
    ['a PDF', Buffer.from('%PDF-1.7\n%âãÏÓ\n1 0 obj'), 'application/pdf'],
    ['text of any script', Buffer.from('شمال فوق\n'), 'text/plain'],
    ['bytes', Buffer.from([0, 1, 2, 3, 250, 251]), 'application/octet-stream'],
    ['text with a zero byte', Buffer.from('a\0b'), 'application/octet-stream'],
    ['nothing', Buffer.alloc(0), 'text/plain'],
  ])('%s is known by its bytes', async (_, bytes, type) => expect(await mediaTypeOf(bytes)).toBe(type));
});
