/** An import that is looked at before it is taken: sent, read by a job, compared, taken, taken again. */
import { beforeAll, describe, expect, test } from 'vitest';
import { jobs } from '#app/parts.ts';
import { multipartOf, type TestBrowser, useTestSite } from '#app/testing.ts';
import { readImport } from '#modules/authoring/index.ts';
import { findCourse, saveOrganization } from '#modules/catalog/index.ts';
import { editDraft, getDraft, readDraft } from '#modules/content/index.ts';
import { rawZip, zipOf } from '#platform/archive/testing.ts';
import { query, transaction } from '#platform/database.ts';
import { closeJobs, openJobs } from '#platform/jobs.ts';
import { storage } from '#platform/storage.ts';
import { archive, newCourse, owner } from './imports.ts';

const site = useTestSite();

beforeAll(async () => {
  await saveOrganization('harbor', 'Harbor School');
  await openJobs(jobs, { work: false });
  return closeJobs;
});

const author = async () => {
  const browser = await site.signIn({}, owner);
  await browser.get('/studio/import');
  return browser;
};

/** Sends a file and does what the job would do; gives the address of the import. */
async function send(browser: TestBrowser, content: Uint8Array, name = 'course.zip'): Promise<string> {
  const sent = await browser.upload('/studio/import/files', {}, archive(content, name));
  expect(sent.statusCode).toBe(303);
  const address = String(sent.headers.location);
  await transaction(() => readImport(address.split('/').at(-1) ?? ''));
  return address;
}

const take = (browser: TestBrowser, address: string, fields: Record<string, string>) =>
  browser.post(`${address}/take`, fields);

const olx = (words = 'Waves <b>move</b>.') => ({
  'course/course.xml': '<course url_name="run1" org="HarborX" course="ocean"/>',
  'course/course/run1.xml': '<course display_name="Ocean" language="en"><chapter url_name="c1"/></course>',
  'course/chapter/c1.xml': '<chapter display_name="Waves"><sequential url_name="s1"/></chapter>',
  'course/sequential/s1.xml': '<sequential display_name="Swell"><vertical url_name="v1"/></sequential>',
  'course/vertical/v1.xml': '<vertical display_name="What waves are"><html url_name="h1"/></vertical>',
  'course/html/h1.xml': '<html display_name="Waves" filename="h1"/>',
  'course/html/h1.html': `<p>${words}</p><script>steal()</script><p onclick="steal()">Sea</p>`,
});

describe('an import that is looked at', () => {
  test('says how far it is until it is read, and makes nothing', async () => {
    const browser = await author();
    const { key, files } = newCourse();
    const sent = await browser.upload('/studio/import/files', {}, archive(await zipOf(files)));
    const address = String(sent.headers.location);
    expect((await browser.get(address)).body).toContain('Waiting to be read');
    expect(await findCourse('harbor', key)).toBeNull();
    const others = await site.signIn({}, owner);
    expect((await others.get(address)).statusCode).toBe(404);
    expect((await site.visitor().get(address)).statusCode).toBe(401);
  });

  test('shows each unit beside its original, cleaned, with what differs', async () => {
    const browser = await author();
    const address = await send(browser, await zipOf(olx()), 'ocean.zip');
    const page = await browser.get(address);
    expect(page.body).toContain('a course of Open edX (OLX)');
    const [unit = ''] = /\/studio\/import\/[\w-]+\/units\/[\w-]+/.exec(page.body) ?? [];
    const beside = (await browser.get(unit)).body;
    expect(beside.match(/Waves <(?:b|strong)>move/g)).toHaveLength(2);
    expect(beside).not.toMatch(/<script>steal|<p onclick/);
    expect(beside).toContain('html/h1.html');
  });

  test('becomes a draft under the key that was chosen, and a release where that was asked', async () => {
    const browser = await author();
    const { key, files } = newCourse();
    const bytes = await zipOf(files);
    const quiet = await send(browser, bytes);
    const taken = await take(browser, quiet, { as: 'new', organization: 'harbor', key: `${key}-mine` });
    expect(taken.headers.location).toBe(quiet);
    const course = await findCourse('harbor', `${key}-mine`);
    expect(course?.releaseId).toBeNull();
    const source = await readDraft(course?.id ?? '');
    expect(new TextDecoder().decode(await source.read('course.yaml'))).toContain(`key: ${key}-mine`);
    const { body } = await browser.get(quiet);
    expect(body).toContain('The course is imported.');
    const [, report = ''] = /href="(\/studio\/imports\/[^"]+)"/.exec(body) ?? [];
    expect((await browser.get(report)).statusCode).toBe(200);
    const loud = await send(browser, bytes);
    await take(browser, loud, { as: 'new', organization: 'harbor', key, publish: 'true', open: 'true' });
    expect((await site.visitor().get(`/learn/harbor/${key}/open/a`)).body).toContain('Hello.');
    expect((await take(browser, loud, { as: 'new', organization: 'harbor', key })).statusCode).toBe(409);
  });

  test('with mistakes becomes a draft, and neither course nor release where it is to be published', async () => {
    const browser = await author();
    const { key, files } = newCourse(':::choice{#a}\nNothing is right\n:::');
    const address = await send(browser, await zipOf(files));
    expect((await browser.get(address)).body).toContain('The course has mistakes');
    const fields = { as: 'new', organization: 'harbor', key };
    expect((await take(browser, address, { ...fields, publish: 'true' })).statusCode).toBe(422);
    expect(await findCourse('harbor', key)).toBeNull();
    await take(browser, address, fields);
    expect(await findCourse('harbor', key)).not.toBeNull();
  });
});

describe('an import into a course that exists', () => {
  test('changes nothing the second time, and later merges with what the studio did', async () => {
    const browser = await author();
    const { key, files } = newCourse('One.\n\nTwo.\n\nThree.');
    const first = await send(browser, await zipOf(files));
    await take(browser, first, { as: 'new', organization: 'harbor', key });
    const courseId = (await findCourse('harbor', key))?.id ?? '';
    const into = { as: 'existing', course: `harbor/${key}` };

    await take(browser, await send(browser, await zipOf(files)), into);
    expect((await getDraft(courseId)).revision).toBe(1);

    const unit = files['units/a.md'];
    const call = { actor: { kind: 'system', name: 'test' }, now: new Date(), requestId: 'test' } as const;
    const edits = [{ path: 'units/a.md', content: unit.replace('One.', 'One, as we say.') }];
    await editDraft(call, { courseId, base: 1, edits, origin: 'browser' });
    const later = { ...files, 'units/a.md': unit.replace('Three.', 'Three, as they say.') };
    await take(browser, await send(browser, await zipOf(later)), into);
    const read = async () => new TextDecoder().decode(await (await readDraft(courseId)).read('units/a.md'));
    expect(await read()).toContain('One, as we say.\n\nTwo.\n\nThree, as they say.');

    const clash = { ...files, 'units/a.md': unit.replace('One.', 'One, as they say.') };
    const address = await send(browser, await zipOf(clash));
    const refused = await take(browser, address, into);
    expect(refused.statusCode).toBe(409);
    expect(refused.body).toContain('units/a.md');
    expect(await read()).toContain('One, as we say.');
    await take(browser, address, { ...into, clashes: 'import' });
    expect(await read()).toContain('One, as they say.');
  });

  test('is for those who may edit that course', async () => {
    const browser = await author();
    const { key, files } = newCourse();
    await take(browser, await send(browser, await zipOf(files)), { as: 'new', organization: 'harbor', key });
    await saveOrganization('lake', 'Lake School');
    const lake = { role: 'owner', scope: 'organization', target: 'lake' } as const;
    const stranger = await site.signIn({}, lake);
    await stranger.get('/studio/import');
    const address = await send(stranger, await zipOf(files));
    await take(stranger, address, { as: 'existing', course: `harbor/${key}` });
    await take(stranger, address, { as: 'new', organization: 'harbor', key: `${key}-theirs` });
    expect((await getDraft((await findCourse('harbor', key))?.id ?? '')).revision).toBe(1);
    expect(await findCourse('harbor', `${key}-theirs`)).toBeNull();
  });
});

describe('an import that does not come to its end', () => {
  test.each<[string, () => Promise<Uint8Array>, string]>([
    ['what is no archive', async () => Buffer.from([1, 2, 3, 0, 255]), 'not an archive that can be read'],
    [
      'half an archive',
      async () => (await zipOf(newCourse().files)).subarray(0, 150),
      'damaged or incomplete',
    ],
    ['an archive without a course', () => zipOf({ 'readme.txt': 'nothing' }), 'no course'],
    [
      'an archive that climbs out of its folder',
      async () => rawZip([{ name: '../../etc/passwd', data: Buffer.from('x') }]),
      'names a file in a way that is not safe',
    ],
    [
      'a bomb',
      async () => rawZip([{ name: 'course.yaml', data: Buffer.alloc(50_000_000), deflate: true }]),
      'a thousand times its size',
    ],
  ])('because of %s says so with a remedy, and its bytes are gone', async (_, content, cause) => {
    const browser = await author();
    const address = await send(browser, await content());
    const page = await browser.get(address);
    expect(page.body).toContain(cause);
    expect(page.body).toContain('Choose another file');
    const id = address.split('/').at(-1) ?? '';
    await expect(
      new Promise((resolve, reject) =>
        storage().incoming.stream(id).once('error', reject).once('readable', resolve),
      ),
    ).rejects.toThrow();
  });

  test('because its reader died is read anew from the beginning', async () => {
    const browser = await author();
    const { files } = newCourse();
    const sent = await browser.upload('/studio/import/files', {}, archive(await zipOf(files)));
    const address = String(sent.headers.location);
    const id = address.split('/').at(-1) ?? '';
    await query(`update authoring.import set state = 'reading', progress = 0.4 where id = $1`, [id]);
    await transaction(() => readImport(id));
    expect((await browser.get(address)).body).toContain('What shall become of it?');
  });

  test('because it was cancelled is not read any more', async () => {
    const browser = await author();
    const { files } = newCourse();
    const sent = await browser.upload('/studio/import/files', {}, archive(await zipOf(files)));
    const address = String(sent.headers.location);
    expect((await browser.post(`${address}/cancel`)).statusCode).toBe(303);
    await transaction(() => readImport(address.split('/').at(-1) ?? ''));
    expect((await browser.get(address)).body).toContain('Nothing was made');
    expect((await take(browser, address, { as: 'new', organization: 'harbor', key: 'x' })).statusCode).toBe(
      409,
    );
  });

  test('goes on where its sending stopped', async () => {
    const browser = await author();
    const { files } = newCourse();
    const bytes = await zipOf(files);
    const begun = await browser.json('POST', '/studio/import/announced', {
      name: 'course.zip',
      size: bytes.length,
    });
    expect(begun.statusCode).toBe(201);
    const { id, href } = begun.json();
    const piece = async (offset: number, content: Uint8Array) => {
      const parts = [
        { field: '_csrf', value: browser.token() },
        { field: 'offset', value: String(offset) },
        { field: 'piece', name: 'piece', content },
      ];
      const { contentType, body } = multipartOf(parts);
      return (await browser.send(`/api/v1/studio/import/${id}/pieces`, contentType, body)).json();
    };
    const half = Math.floor(bytes.length / 2);
    expect(await piece(0, bytes.subarray(0, half))).toMatchObject({ received: half, state: 'arriving' });
    expect(await piece(0, bytes.subarray(0, half))).toMatchObject({ received: half });
    expect(await piece(half, bytes.subarray(half))).toMatchObject({ state: 'waiting' });
    await transaction(() => readImport(id));
    expect((await browser.get(href)).body).toContain('What shall become of it?');
  });

  test('is refused where too many are under way', async () => {
    const browser = await author();
    const announce = () => browser.json('POST', '/studio/import/announced', { name: 'a', size: 10 });
    for (let count = 0; count < 5; count += 1) expect((await announce()).statusCode).toBe(201);
    expect((await announce()).statusCode).toBe(429);
  });
});
