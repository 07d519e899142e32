import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { connect } from 'node:net';
import multipart from '@fastify/multipart';
import fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { Refusal } from './refusal.ts';
import { shownName, type Upload, type UploadRule, withUpload } from './upload.ts';

const rule: UploadRule = { field: 'archive', maxBytes: 100_000 };
let app: FastifyInstance;
/** What the last request came to. */
let seen: { upload: Upload | null; bytes: Buffer | null; fields: unknown; admitted: object[] };
let admit: (fields: object) => void;

beforeAll(async () => {
  app = fastify({ forceCloseConnections: true });
  await app.register(multipart);
  app.post('/', async (request, reply) => {
    try {
      await withUpload(
        request,
        rule,
        (fields) => admit(fields),
        async (upload) => {
          seen = { ...seen, upload, bytes: upload && (await readFile(upload.path)), fields: request.body };
        },
      );
      return 'done';
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return reply.code(422).send(error.code);
    }
  });
  await app.listen({ port: 0, host: '127.0.0.1' });
});
afterAll(() => app.close());
beforeEach(() => {
  seen = { upload: null, bytes: null, fields: null, admitted: [] };
  admit = (fields) => seen.admitted.push({ ...fields });
});

type Part = string | Uint8Array;
const boundary = 'x-x-x';
const field = (name: string, value: string) =>
  `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
const file = (name: string, content: Part, fileName = 'course.zip') => [
  `--${boundary}\r\nContent-Disposition: form-data; name="${name}"; filename="${fileName}"\r\n` +
    'Content-Type: application/zip\r\n\r\n',
  content,
  '\r\n',
];
const end = `--${boundary}--\r\n`;
const bytesOf = (...parts: (Part | Part[])[]) => Buffer.concat(parts.flat().map((part) => Buffer.from(part)));
const send = (...parts: (Part | Part[])[]) =>
  app.inject({
    method: 'POST',
    url: '/',
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
    payload: bytesOf(...parts),
  });

describe('an upload', () => {
  test('is on disk with its hash while the work lasts, and gone after it', async () => {
    const content = randomBytes(99_000);
    const answer = await send(
      field('title', 'Tides'),
      field('tag', 'a'),
      field('tag', 'b'),
      file('archive', content),
      end,
    );
    expect(answer.body).toBe('done');
    expect(seen.bytes?.equals(content)).toBe(true);
    expect(seen.upload).toMatchObject({ name: 'course.zip', size: 99_000 });
    expect(seen.upload?.sha256).toHaveLength(64);
    expect(seen.fields).toEqual({ title: 'Tides', tag: ['a', 'b'] });
    expect(existsSync(seen.upload?.path ?? '')).toBe(false);
  });

  test('is not read where the fields before it are refused', async () => {
    admit = () => {
      throw new Refusal({ code: 'csrf-failed', kind: 'forbidden' });
    };
    const answer = await send(field('_csrf', 'bad'), file('archive', 'x'), end);
    expect(answer.body).toBe('csrf-failed');
    expect(seen.upload).toBeNull();
  });

  test('is admitted with the fields that came before it; those after it still count', async () => {
    await send(field('a', '1'), file('archive', 'x'), field('b', '2'), end);
    expect(seen.admitted).toEqual([{ a: '1' }]);
    expect(seen.fields).toEqual({ a: '1', b: '2' });
  });

  test('of a browser in which nothing was chosen is none', async () => {
    expect((await send(file('archive', '', ''), end)).body).toBe('done');
    expect(seen.upload).toBeNull();
  });

  test('may be empty when it has a name', async () => {
    await send(file('archive', ''), end);
    expect(seen.upload).toMatchObject({ size: 0 });
  });

  test.each<[string, (Part | Part[])[], string]>([
    ['larger than allowed', [file('archive', Buffer.alloc(100_001)), end], 'upload-too-large'],
    ['in the company of another', [file('archive', 'a'), file('archive', 'b'), end], 'upload-several'],
    ['in another field', [file('picture', 'a'), end], 'upload-broken'],
    ['cut off in its middle', [...file('archive', 'half of i').slice(0, 2)], 'upload-broken'],
    ['without the last boundary', [file('archive', 'a')], 'upload-broken'],
    ['with a field that is too long', [field('title', 'x'.repeat(70_000)), end], 'body-too-large'],
    [
      'with too many fields',
      [...Array.from({ length: 40 }, (_, n) => field(`f${n}`, 'x')), end],
      'body-too-large',
    ],
    [
      'with a field that reaches for prototypes',
      [field('__proto__', 'x'), file('archive', 'a'), end],
      'upload-broken',
    ],
    [
      'with JSON as a field',
      [
        `--${boundary}\r\nContent-Disposition: form-data; name="a"\r\nContent-Type: application/json\r\n\r\n{}\r\n`,
        end,
      ],
      'upload-broken',
    ],
  ])('%s is refused', async (_what, parts, code) => {
    const answer = await send(...parts);
    expect([answer.statusCode, answer.body]).toEqual([422, code]);
    expect(seen.upload).toBeNull();
  });

  test('that announces more than is allowed is refused before it comes', async () => {
    const { port } = app.server.address() as { port: number };
    const socket = connect(port, '127.0.0.1');
    socket.write(
      `POST / HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=${boundary}\r\nContent-Length: 9000000\r\n\r\n`,
    );
    const [first] = await new Promise<Buffer[]>((resolve) => socket.once('data', (data) => resolve([data])));
    socket.destroy();
    expect(String(first)).toContain('upload-too-large');
  });

  test('that is refused midway is read to its end, so that its sender sees why', async () => {
    const { port } = app.server.address() as { port: number };
    const body = bytesOf(file('archive', Buffer.alloc(900_000)), end);
    const answer = await fetch(`http://127.0.0.1:${port}/`, {
      method: 'POST',
      headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
      body,
    });
    expect(await answer.text()).toBe('upload-too-large');
  });
});

test.each([
  ['../../etc/passwd', 'passwd'],
  ['C:\\Users\\ada\\course.zip', 'course.zip'],
  ['a\u202egpj.exe\u0000', 'agpj.exe'],
  ['/', 'file'],
  ['x'.repeat(500), 'x'.repeat(200)],
])('the name %j is shown as %j', (name, shown) => expect(shownName(name)).toBe(shown));
