import { describe, expect, test } from 'vitest';
import { memorySource } from '#modules/content/index.ts';
import { refusalOf } from '#platform/archive/testing.ts';
import { importCourse } from '../formats.ts';
import { compile, importUnit } from './testing.ts';

describe('an export that would do harm', () => {
  const doctype = '<!DOCTYPE problem [<!ENTITY a "aaaa"><!ENTITY b SYSTEM "file:///etc/passwd">]>';

  test.each([
    ['entities', `${doctype}<problem>&a;&b;</problem>`],
    [
      'parameter entities',
      '<!DOCTYPE problem [<!ENTITY % x SYSTEM "http://127.0.0.1/x.dtd"> %x;]><problem/>',
    ],
    ['a comment before it', `<?xml version="1.0"?><!-- x -->\n${doctype}<problem/>`],
  ])('a document type with %s is refused', async (_, xml) => {
    expect(await refusalOf(importUnit('<problem url_name="p"/>', { 'problem/p.xml': xml }))).toBe(
      'xml-document-type',
    );
  });

  test('nothing is fetched for an outside document type, and nothing is included', async () => {
    const { unit } = await importUnit('<problem url_name="p"/>', {
      'problem/p.xml':
        '<!DOCTYPE problem SYSTEM "file:///etc/passwd"><problem><p>Hello</p><xi:include href="file:///etc/passwd" parse="text"/></problem>',
    });
    expect(unit).toBe('Hello');
  });

  test.each([
    ['html with a name that climbs', '<html url_name="h" filename="../../../etc/passwd"/>'],
    ['a pointer that climbs', '<problem url_name="../../../../etc/passwd"/>'],
    [
      'captions that climb',
      '<video url_name="v1" sub="../../../etc/passwd" transcripts="{&quot;en&quot;:&quot;/etc/passwd&quot;}"/>',
    ],
  ])('%s finds nothing outside the archive', async (_, xml) => {
    const { files } = await importUnit(xml);
    for (const bytes of files.values()) expect(new TextDecoder().decode(bytes)).not.toContain('root:');
    for (const path of files.keys()) expect(path).not.toMatch(/(?:^|\/)\.\.|^\/|\\/);
  });

  test.each([
    ['deep XML', `<problem>${'<div>'.repeat(30_000)}${'</div>'.repeat(30_000)}</problem>`],
    ['XML in an unknown encoding', '<?xml version="1.0" encoding="utf-7"?><problem/>'],
  ])('%s is one broken block, not a broken import', async (_, xml) => {
    expect((await importUnit('<problem url_name="p"/>', { 'problem/p.xml': xml })).notes('problem')).toEqual([
      'broken-file',
    ]);
  });

  test('deep HTML keeps its words', async () => {
    const { unit, notes } = await importUnit('<html url_name="h"/>', {
      'html/h.xml': '<html filename="h"/>',
      'html/h.html': `${'<blockquote>'.repeat(30_000)}deep words`,
    });
    expect(unit).toBe('deep words');
    expect(notes('html')).toContain('nested');
  });

  test('a text of megabytes is kept as a file', async () => {
    const { unit, notes, files } = await importUnit('<html url_name="h"/>', {
      'html/h.xml': '<html filename="h"/>',
      'html/h.html': '<p>long</p>'.repeat(60_000),
    });
    expect(unit).toBe(':::unsupported{#h type=html source=assets/original/html-h.html}\n:::');
    expect(notes('html')).toEqual(['too-long']);
    expect(files.get('assets/original/html-h.html')?.length).toBe(660_000);
  });

  test('blocks that name each other again and again end in a refusal', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 30 }, (_, n) => [
        `vertical/v${n}.xml`,
        `<vertical>${`<vertical url_name="v${n + 1}"/>`.repeat(10)}</vertical>`,
      ]),
    );
    expect(
      await refusalOf(
        importUnit('<vertical url_name="v0"/>', { ...files, 'vertical/v30.xml': '<vertical/>' }),
      ),
    ).toBe('olx-too-large');
  });

  test('scripts never reach a page', async () => {
    const { release } = await compile(
      await importUnit('<html url_name="h"/>', {
        'html/h.xml': '<html filename="h"/>',
        'html/h.html':
          '<img src=x onerror=alert(1)><svg onload=alert(1)><a href="java\nscript:alert(1)">x</a><iframe srcdoc="<script>alert(1)</script>"></iframe><p style="position:fixed">y</p>',
      }),
    );
    expect(JSON.stringify(release?.units)).not.toMatch(/onerror|onload|script:|srcdoc|position/);
  });

  test.each([
    ['no course.xml', { 'readme.txt': 'x' }, 'olx-no-course'],
    ['a broken course.xml', { 'course.xml': '<course' }, 'olx-broken-root'],
    [
      'a course without pages',
      { 'course.xml': '<course org="O" course="C" url_name="r"><chapter url_name="c"/></course>' },
      'olx-empty',
    ],
  ])('%s is refused with its cause', async (_, files, code) => {
    expect(await refusalOf(importCourse(memorySource(new Map(Object.entries(files)))))).toBe(code);
  });
});
