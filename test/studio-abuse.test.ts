/** The studio against what is broken or hostile: everything is refused with cause and remedy, and nothing changes. */
import { beforeAll, describe, expect, test } from 'vitest';
import { multipartOf, useTestSite } from '#app/testing.ts';
import { findCourse, saveOrganization } from '#modules/catalog/index.ts';
import { listImportReports } from '#modules/content/index.ts';
import { rawZip, zipOf } from '#platform/archive/testing.ts';
import { archive, importInto, newCourse, newOwner } from './imports.ts';

const site = useTestSite();

beforeAll(() => saveOrganization('harbor', 'Harbor School'));

describe('what is refused shows the form again with cause and remedy, and changes nothing', () => {
  test('mistakes in the course, each with file, line and remedy', async () => {
    const browser = await newOwner(site);
    const { key, files } = newCourse('[nowhere](missing.md)\n\n:::choice\nNo key.\n:::');
    const refused = await importInto(browser, await zipOf(files));
    expect(refused.statusCode).toBe(422);
    expect(refused.body).toContain('units/a.md:4');
    expect(refused.body).toContain('units/a.md:6');
    expect(refused.body).toContain('name="archive"');
    expect(await findCourse('harbor', key)).toBeNull();
  });

  test.each<[string, () => Promise<Uint8Array>, string]>([
    [
      'a file that is no archive',
      async () => Buffer.from('Hello, I am a text.'),
      'no course in this file that can be read',
    ],
    ['an empty file', async () => Buffer.alloc(0), 'not an archive that can be read'],
    ['an archive without a course', () => zipOf({ 'readme.txt': 'nothing' }), 'no course'],
    [
      'half an archive',
      async () => (await zipOf(newCourse().files)).subarray(0, 150),
      'damaged or incomplete',
    ],
    [
      'an archive that climbs out of its folder',
      async () => rawZip([{ name: '../../etc/passwd', data: Buffer.from('x') }]),
      'names a file in a way that is not safe',
    ],
    [
      'an archive with a link',
      async () => rawZip([{ name: 'course.yaml', data: Buffer.from('/etc/passwd'), mode: 0o120777 }]),
      'a link or a device',
    ],
    [
      'a bomb',
      async () => rawZip([{ name: 'course.yaml', data: Buffer.alloc(50_000_000), deflate: true }]),
      'a thousand times its size',
    ],
  ])('%s', async (_what, content, words) => {
    const browser = await newOwner(site);
    const refused = await importInto(browser, await content());
    expect([413, 422]).toContain(refused.statusCode);
    expect(refused.body).toContain(words);
    expect(refused.body).toContain('enctype="multipart/form-data"');
    expect(refused.body).toContain('id="error-summary-title"');
  });

  test('no file at all, in a multipart form and in a plain one', async () => {
    const browser = await newOwner(site);
    const none = await browser.upload(
      '/studio/import',
      { organization: 'harbor' },
      archive(Buffer.alloc(0), ''),
    );
    expect(none.body).toContain('No file was chosen. Choose a file');
    expect(none.body).toMatch(/<option value="harbor" selected/);
    const plain = await browser.post('/studio/import', { organization: 'harbor' });
    expect(plain.statusCode).toBe(422);
    expect(plain.body).toContain('No file was chosen.');
  });

  test('two files', async () => {
    const browser = await newOwner(site);
    const [one] = archive(await zipOf(newCourse().files));
    if (!one) throw new Error('no file');
    const refused = await browser.upload('/studio/import', { organization: 'harbor' }, [one, one]);
    expect(refused.statusCode).toBe(422);
    expect(refused.body).toContain('this form takes one');
  });

  test('a body that ends too early', async () => {
    const browser = await newOwner(site);
    const { contentType, body } = multipartOf([
      { field: '_csrf', value: browser.token() },
      { field: 'organization', value: 'harbor' },
      { field: 'archive', name: 'a.zip', content: await zipOf(newCourse().files) },
    ]);
    const refused = await browser.send('/studio/import', contentType, body.subarray(0, body.length - 60));
    expect(refused.statusCode).toBe(422);
    expect(refused.body).toContain('did not arrive whole');
  });

  test('fields that the form has not got', async () => {
    const browser = await newOwner(site);
    const refused = await importInto(browser, await zipOf(newCourse().files), { path: '/etc/passwd' });
    expect(refused.statusCode).toBe(422);
  });

  test('a body of another type', async () => {
    const browser = await newOwner(site);
    const refused = await browser.send('/studio/import', 'application/zip', await zipOf(newCourse().files));
    expect(refused.statusCode).toBeGreaterThanOrEqual(400);
    expect(refused.statusCode).toBeLessThan(500);
  });
});

describe('the token', () => {
  test('is checked when it comes after the file as well', async () => {
    const browser = await newOwner(site);
    const { key, files } = newCourse();
    const zip = await zipOf(files);
    const withToken = (value: string) =>
      multipartOf([
        { field: 'archive', name: 'a.zip', content: zip },
        { field: 'organization', value: 'harbor' },
        { field: '_csrf', value },
      ]);
    const forged = withToken('forged');
    expect((await browser.send('/studio/import', forged.contentType, forged.body)).statusCode).toBe(403);
    expect(await findCourse('harbor', key)).toBeNull();
    const honest = withToken(browser.token());
    expect((await browser.send('/studio/import', honest.contentType, honest.body)).statusCode).toBe(303);
  });

  test('that is missing or wrong ends the import before anything is unpacked', async () => {
    const browser = await newOwner(site);
    const { key, files } = newCourse();
    expect((await importInto(browser, await zipOf(files), { _csrf: 'wrong' })).statusCode).toBe(403);
    expect(await findCourse('harbor', key)).toBeNull();
  });
});

describe('the name of the file', () => {
  test('is shown without folders and never used as a path', async () => {
    const browser = await newOwner(site);
    const { key, files } = newCourse();
    await importInto(browser, await zipOf(files), {}, '../../../tmp/<b>evil</b>.zip');
    const course = await findCourse('harbor', key);
    const [report] = await listImportReports(course?.id ?? '');
    expect(report?.fileName).toBe('b>.zip');
    const { body } = await browser.get(`/teach/harbor/${key}`);
    expect(body).not.toContain('<b>evil');
  });
});
