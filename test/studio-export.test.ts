/** The way out of the studio, over HTTP: every format of every course can be downloaded, and its loss is told before. */
import { existsSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { systemCall } from '#app/commands/shared.ts';
import { type TestBrowser, useTestSite } from '#app/testing.ts';
import { findCourse } from '#modules/catalog/index.ts';
import { memorySource, readFolder, saveDraft } from '#modules/content/index.ts';
import { openArchive } from '#platform/archive/index.ts';
import { importFromPath } from '#screens/studio/exchange/index.ts';
import { publishCourse } from '#screens/studio/releases/index.ts';

const site = useTestSite();
const formats = ['lectern', 'olx', 'imscc', 'qti', 'html', 'epub'];
let author: TestBrowser;
const at = (course: string) => `/studio/harbor/${course}/export`;

async function publish(source: Parameters<typeof publishCourse>[1]['source'], key: string) {
  const organization = { key: 'harbor', name: 'Harbor School' };
  return publishCourse(systemCall('test'), { source, organization, courseKey: key, courseTitle: key });
}

beforeAll(async () => {
  await publish(await readFolder('courses/finding-your-way'), 'finding-your-way');
  author = await site.signIn({}, { role: 'author', scope: 'organization', target: 'harbor' });
}, 60_000);

describe('an export', () => {
  test('is for those who may edit the course', async () => {
    const reader = await site.signIn();
    expect((await reader.get(at('finding-your-way'))).statusCode).toBe(403);
    expect((await reader.get(`${at('finding-your-way')}/file?format=epub`)).statusCode).toBe(403);
  });

  test.each(formats)(
    'as %s of draft and release is a file that opens, and the page says what is lost',
    async (format) => {
      const page = await author.get(`${at('finding-your-way')}?of=1&format=${format}`);
      expect(page.statusCode).toBe(200);
      const [, href = ''] = /href="([^"]*\/export\/file[^"]*)"/.exec(page.body) ?? [];
      const released = await author.get(href.replaceAll('&amp;', '&'));
      expect(released.statusCode).toBe(200);
      expect(released.headers['content-disposition']).toContain('finding-your-way-release-1.');
      const archive = await openArchive(released.rawPayload);
      expect(archive.paths.length).toBeGreaterThan(5);
      await archive.close();
      const { report } = (await author.json('GET', `${at('finding-your-way')}?of=1&format=${format}`)).json();
      if (format === 'lectern') expect(report).toBeNull();
      else expect(report.counts.units).toBeGreaterThan(10);
      const draft = await author.get(`${at('finding-your-way')}/file?format=${format}`);
      expect(draft.headers['content-disposition']).toContain('finding-your-way-draft.');
    },
  );

  test('of a release that is not there is not found', async () => {
    expect((await author.get(`${at('finding-your-way')}?of=99`)).statusCode).toBe(404);
  });

  test('of a draft with mistakes is its source only, and the page names the mistakes', async () => {
    const { courseId } = await publish(
      memorySource(
        new Map([
          [
            'course.yaml',
            'lectern: 1\nkey: broken\ntitle: B\noutline:\n  - section: s\n    title: S\n    units: [units/a.md]\n',
          ],
          ['units/a.md', '---\ntitle: A\n---\nHello.\n'],
        ]),
      ),
      'broken',
    );
    const broken = memorySource(new Map([['course.yaml', 'lectern: 1\n']]));
    await saveDraft(systemCall('test'), { courseId, origin: 'import' }, broken);
    const page = await author.get(`${at('broken')}?format=epub`);
    expect(page.statusCode).toBe(200);
    expect(page.body).toContain('course.yaml');
    expect(page.body).not.toContain('/export/file');
    expect((await author.get(`${at('broken')}/file?format=epub`)).statusCode).toBe(422);
    expect((await author.get(`${at('broken')}/file?format=lectern`)).statusCode).toBe(200);
  });
});

const cartridge = '../shared/real/imscc/canvas_cc_gem_course.imscc';

test.skipIf(!existsSync(cartridge))(
  'a cartridge that was imported leaves in every format (skipped without it)',
  async () => {
    const { published } = await importFromPath(systemCall('test'), cartridge, { organizationKey: 'harbor' });
    const { key } = published.release.course;
    expect(await findCourse('harbor', key)).not.toBeNull();
    for (const format of formats)
      expect((await author.get(`${at(key)}/file?of=1&format=${format}`)).statusCode, format).toBe(200);
  },
  60_000,
);
