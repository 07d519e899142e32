/** The files of a course in the studio, over HTTP: what people and attackers send, and what names what. */
import { beforeAll, describe, expect, test } from 'vitest';
import { systemCall } from '#app/commands/shared.ts';
import { type TestBrowser, useTestSite } from '#app/testing.ts';
import { editDraft, getDraft, listRevisions, memorySource, readDraft } from '#modules/content/index.ts';
import { zipOf } from '#platform/archive/testing.ts';
import { largestDraft } from '#screens/studio/files/schema.ts';
import { publishCourse } from '#screens/studio/releases/index.ts';

const site = useTestSite();
let author: TestBrowser;
let courses = 0;

const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"/>';
/** A PNG by its first bytes, so many pixels wide and high. */
function png(width: number, height: number): Buffer {
  const head = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
  const size = Buffer.alloc(8);
  size.writeUInt32BE(width, 0);
  size.writeUInt32BE(height, 4);
  return Buffer.concat([head, size, Buffer.from('0802000000', 'hex'), Buffer.alloc(64)]);
}

async function newCourse() {
  courses += 1;
  const key = `files-${courses}`;
  const files = {
    'course.yaml': `lectern: 1\nkey: ${key}\ntitle: Tides\ncover: assets/moon.svg\noutline:\n  - section: s\n    title: S\n    units: [units/a.md, units/b.md]\n`,
    'units/a.md': '---\ntitle: A\n---\n![The Moon](../assets/moon.svg) ![](../assets/moon.svg)\n',
    'units/b.md': '---\ntitle: B\n---\n<img src="../assets/moon.svg" alt="Moon">\n',
    'assets/moon.svg': svg,
    'assets/full-moon.svg': svg,
  };
  const { courseId } = await publishCourse(systemCall('test'), {
    source: memorySource(new Map(Object.entries(files))),
    organization: { key: 'harbor', name: 'Harbor School' },
    courseKey: key,
    courseTitle: 'Tides',
  });
  const at = `/studio/harbor/${key}/files`;
  const paths = async () => (await readDraft(courseId)).paths;
  const read = async (path: string) => new TextDecoder().decode(await (await readDraft(courseId)).read(path));
  const send = (name: string, content: Uint8Array | string, fields: Record<string, string> = {}) =>
    author.upload(at, fields, [{ field: 'file', name, content }]);
  return { at, courseId, paths, read, send };
}

beforeAll(async () => {
  await newCourse();
  author = await site.signIn({}, { role: 'author', scope: 'organization', target: 'harbor' });
});

describe('the files', () => {
  test('are for those who may edit the course', async () => {
    const { at } = await newCourse();
    const reader = await site.signIn();
    expect((await reader.get(at)).statusCode).toBe(403);
    const sent = await reader.upload(at, {}, [{ field: 'file', name: 'a.svg', content: svg }]);
    expect(sent.statusCode).toBe(403);
    expect((await reader.post(`${at}/remove`, { path: 'assets/moon.svg' })).statusCode).toBe(403);
  });

  test('say where they are used, and where a picture stands without a text', async () => {
    const { at } = await newCourse();
    const { assets } = (await author.json('GET', at)).json();
    expect(assets).toMatchObject([
      { path: 'assets/full-moon.svg', usedIn: [], withoutText: [] },
      {
        ...{ path: 'assets/moon.svg', type: 'image/svg+xml', size: svg.length },
        ...{ usedIn: ['course.yaml', 'units/a.md', 'units/b.md'], withoutText: ['units/a.md'] },
      },
    ]);
    const { body } = await author.get(`${at}?path=assets%2Fmoon.svg`);
    expect(body).toContain('No alternative text');
    expect(body).toContain('units/b.md');
  });

  test('come under names that are safe, and one that is taken gets a number', async () => {
    const { at, send, paths } = await newCourse();
    expect((await send('../../Star map.PNG', png(8, 8))).headers.location).toContain('Star-map.png');
    await send('moon.svg', svg);
    expect(await paths()).toEqual(expect.arrayContaining(['assets/Star-map.png', 'assets/moon-2.svg']));
    const { body } = await author.get(at);
    const href = /\/assets\/[0-9a-f]{64}\/Star-map\.png/.exec(body)?.[0] ?? '';
    expect((await site.visitor().get(href)).headers['content-type']).toBe('image/png');
  });

  test('are what their names say: a page is no picture, a program no film, and nothing of them is kept', async () => {
    const { send, paths, courseId } = await newCourse();
    const before = (await listRevisions(courseId)).length;
    const page = '<!doctype html><script>alert(1)</script>';
    for (const [name, content] of [
      ['a.png', page],
      ['a.mp4', Buffer.from('7f454c46020101000000', 'hex')],
      ['a.pdf', page],
      ['a.vtt', png(8, 8)],
      ['a.svg', await zipOf({ 'a.html': page })],
    ] as const) {
      const refused = await send(name, content);
      expect([name, refused.statusCode]).toEqual([name, 422]);
      expect(refused.body).toContain('does not hold what its name says');
    }
    expect((await paths()).filter((path) => path.startsWith('assets/a'))).toEqual([]);
    expect((await listRevisions(courseId)).length).toBe(before);
  });

  test('a picture that would fill a phone’s memory is refused by its head', async () => {
    const { send } = await newCourse();
    const refused = await send('flood.png', png(60_000, 60_000));
    expect(refused.statusCode).toBe(422);
    expect(refused.body).toContain('60 megapixels');
  });

  test('a script inside a drawing runs nowhere: it is served for showing only', async () => {
    const { at, send } = await newCourse();
    await send('evil.svg', svg.replace('/>', '><script>alert(1)</script></svg>'));
    const href = /\/assets\/[0-9a-f]{64}\/evil\.svg/.exec((await author.get(at)).body)?.[0] ?? '';
    const { headers } = await site.visitor().get(href);
    expect(headers['content-security-policy']).toMatch(/sandbox|script-src 'none'|default-src 'none'/);
    expect(headers['x-content-type-options']).toBe('nosniff');
  });

  test('another file of the same kind takes the place of one, and all places show it', async () => {
    const { send, read, paths } = await newCourse();
    const other = svg.replace('8', '9');
    expect((await send('anything.svg', other, { replace: 'assets/moon.svg' })).statusCode).toBe(303);
    expect(await read('assets/moon.svg')).toBe(other);
    expect((await send('x.png', png(8, 8), { replace: 'assets/moon.svg' })).statusCode).toBe(422);
    expect((await send('x.yaml', 'a: 1', { replace: 'course.yaml' })).statusCode).toBe(404);
    expect(await paths()).toContain('assets/full-moon.svg');
  });

  test('a new name is followed by all that names the file, in one revision', async () => {
    const { at, read, paths, courseId } = await newCourse();
    const before = (await listRevisions(courseId)).length;
    const sent = await author.post(`${at}/rename`, { path: 'assets/moon.svg', to: 'sky/luna.svg' });
    expect(sent.statusCode).toBe(303);
    expect(await paths()).toContain('assets/sky/luna.svg');
    expect(await paths()).not.toContain('assets/moon.svg');
    expect(await read('units/a.md')).toBe(
      '---\ntitle: A\n---\n![The Moon](../assets/sky/luna.svg) ![](../assets/sky/luna.svg)\n',
    );
    expect(await read('units/b.md')).toContain('src="../assets/sky/luna.svg"');
    expect(await read('course.yaml')).toContain('cover: assets/sky/luna.svg');
    expect((await listRevisions(courseId)).length).toBe(before + 1);
  });

  test.each(['../course.yaml', 'assets/../units/a.md', 'moon.html', '', 'a b.svg', 'original/moon.svg'])(
    'no file gets the name %j',
    async (to) => {
      const { at, paths } = await newCourse();
      const before = await paths();
      expect((await author.post(`${at}/rename`, { path: 'assets/moon.svg', to })).statusCode).toBe(422);
      expect(await paths()).toEqual(before);
    },
  );

  test('one that is taken is not taken twice', async () => {
    const { at } = await newCourse();
    const to = 'assets/full-moon.svg';
    expect((await author.json('POST', `${at}/rename`, { path: 'assets/moon.svg', to })).statusCode).toBe(409);
  });

  test('what is used is not deleted, and the places are named; what is not used is', async () => {
    const { at, paths } = await newCourse();
    const refused = await author.post(`${at}/remove`, { path: 'assets/moon.svg' });
    expect(refused.statusCode).toBe(409);
    for (const place of ['course.yaml', 'units/a.md', 'units/b.md']) expect(refused.body).toContain(place);
    expect((await author.post(`${at}/remove`, { path: 'assets/full-moon.svg' })).statusCode).toBe(303);
    expect(await paths()).not.toContain('assets/full-moon.svg');
    expect((await author.post(`${at}/remove`, { path: 'course.yaml' })).statusCode).toBe(404);
  });

  test('all files of a course together have an end, whatever door they came by', async () => {
    const { courseId, send, paths } = await newCourse();
    const { files, revision } = await getDraft(courseId);
    const sha256 = files.get('assets/moon.svg')?.sha256 ?? '';
    await editDraft(systemCall('test'), {
      ...{ courseId, base: revision, origin: 'git' },
      edits: [{ path: 'assets/film.mp4', content: { sha256, size: largestDraft } }],
    });
    const refused = await send('one-more.svg', svg);
    expect(refused.statusCode).toBe(413);
    expect(refused.body).toContain('4 GB together');
    expect(await paths()).not.toContain('assets/one-more.svg');
  });

  test('a form without a file is asked for one', async () => {
    const { at } = await newCourse();
    const refused = await author.upload(at, {}, []);
    expect(refused.statusCode).toBe(422);
    expect(refused.body).toContain('field-file-error');
  });
});
