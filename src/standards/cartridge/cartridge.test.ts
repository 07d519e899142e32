import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { activityTypes } from '#activities/index.ts';
import { compileCourse, memorySource } from '#modules/content/index.ts';
import { openArchive } from '#platform/archive/index.ts';
import { refusalOf, zipOf } from '#platform/archive/testing.ts';
import { assessmentNoteCodes } from '../assessments.ts';
import { bookNoteCodes } from '../book.ts';
import { exportNoteCodes } from '../export-course.ts';
import { importCourse } from '../formats.ts';
import { cartridgeNoteCodes } from './translate/notes.ts';

const html = (title: string, body: string, meta = '') =>
  `<html><head><title>${title}</title>${meta}</head><body>${body}</body></html>`;
const resource = (id: string, type: string, href: string, inner = '') =>
  `<resource identifier="${id}" type="${type}" href="${href}"><file href="${href}"/>${inner}</resource>`;
const manifest = (items: string, resources: string, metadata = '') =>
  `<manifest xmlns:lomimscc="http://ltsc.ieee.org/xsd/imsccv1p3/LOM/manifest"><metadata><schema>IMS Common Cartridge</schema><schemaversion>1.3.0</schemaversion><lomimscc:lom><lomimscc:general><lomimscc:title><lomimscc:string>Tides</lomimscc:string></lomimscc:title><lomimscc:language>es</lomimscc:language></lomimscc:general>${metadata}</lomimscc:lom></metadata><organizations><organization identifier="o" structure="rooted-hierarchy"><item identifier="root">${items}</item></organization></organizations><resources>${resources}</resources></manifest>`;

const files = {
  'imsmanifest.xml': manifest(
    '<item identifier="m1"><title>The Moon</title><item identifier="i1" identifierref="p1"><title>Pull</title></item><item identifier="h"><title>Practice</title></item><item identifier="i2" identifierref="w1"><title>Outside</title></item><item identifier="i3" identifierref="t1"><title>A tool</title></item><item identifier="i4" identifierref="gone"><title>Gone</title></item></item>',
    [
      resource('p1', 'webcontent', 'wiki_content/pull.html'),
      resource('p2', 'webcontent', 'wiki_content/answers.html'),
      resource('a1', 'assignment_xmlv1p0', 'a1/assignment.xml'),
      resource('w1', 'imswl_xmlv1p3', 'w1.xml'),
      resource('t1', 'imsbasiclti_xmlv1p3', 't1.xml'),
      resource(
        'f1',
        'webcontent',
        'web_resources/key.pdf',
        '<metadata><lom><educational><intendedEndUserRole><value>Instructor</value></intendedEndUserRole></educational></lom></metadata>',
      ),
      resource('f2', 'webcontent', 'web_resources/high tide.png'),
    ].join(''),
    '<lomimscc:rights><lomimscc:description><lomimscc:string>https://creativecommons.org/licenses/by-sa/3.0/</lomimscc:string></lomimscc:description></lomimscc:rights>',
  ),
  'wiki_content/pull.html': html(
    'Pull',
    '<h3>Why</h3><p>See <a href="$CANVAS_OBJECT_REFERENCE$/assignments/a1">the essay</a>. <img src="%24IMS-CC-FILEBASE%24/high%20tide.png?canvas_download=1" alt="High tide"> <img class="equation_image" data-equation-content="x^2" src="/equation_images/x"></p>',
  ),
  'wiki_content/answers.html': html(
    'Answers',
    '<p>42</p>',
    '<meta name="workflow_state" content="unpublished"/>',
  ),
  'a1/assignment.xml':
    '<assignment><title>Essay</title><text texttype="text/html">&lt;p&gt;Write.&lt;/p&gt;</text><gradable points_possible="8">true</gradable><submission_formats><format type="html"/></submission_formats><extensions><assignment identifier="c"><assignment_group_identifierref>g1</assignment_group_identifierref><rubric_identifierref>r1</rubric_identifierref><due_at>2026-10-05T10:00:00</due_at></assignment></extensions></assignment>',
  'w1.xml': '<webLink><title>Sea</title><url href="https://example.org/sea"/></webLink>',
  't1.xml':
    '<cartridge_basiclti_link xmlns:blti="b"><blti:title>Tool</blti:title><blti:launch_url>https://tool.example/</blti:launch_url></cartridge_basiclti_link>',
  'web_resources/key.pdf': 'secret',
  'web_resources/high tide.png': 'png',
  'course_settings/assignment_groups.xml':
    '<assignmentGroups><assignmentGroup identifier="g1"><title>Writing</title><group_weight>40</group_weight><rules><rule><drop_type>drop_lowest</drop_type><drop_count>1</drop_count></rule></rules></assignmentGroup></assignmentGroups>',
  'course_settings/rubrics.xml':
    '<rubrics><rubric identifier="r1"><title>R</title><criteria><criterion><points>8</points><description>Ideas</description><ratings><rating><description>Good</description><points>8</points></rating><rating><description>None</description><points>0</points></rating></ratings></criterion></criteria></rubric></rubrics>',
};

async function importFiles(input: Record<string, string>) {
  const imported = await importCourse(memorySource(new Map(Object.entries(input))));
  const text = (path: string) => new TextDecoder().decode(imported.files.get(path));
  const { release, problems } = await compileCourse(memorySource(imported.files), activityTypes);
  const item = (source: string) => imported.report.items.find((one) => one.source === source);
  return { ...imported, text, item, release, problems };
}

describe('a small cartridge of everything', () => {
  test('its folders are sections, its headings begin sections, its rights are a license', async () => {
    const { text, release, format } = await importFiles(files);
    expect(format).toBe('imscc');
    expect(release).not.toBeNull();
    expect(parse(text('course.yaml'))).toMatchObject({
      title: 'Tides',
      language: 'es',
      license: 'CC-BY-SA-3.0',
      grading: { categories: [{ key: 'writing', title: 'Writing', weight: 40, drop: 1 }] },
      outline: [
        {
          section: 'the-moon',
          units: ['units/the-moon/pull.md'],
          sections: [{ section: 'practice', units: ['units/practice/outside.md'] }],
        },
        { title: 'Tareas' },
      ],
    });
  });

  test('a page keeps links to other things, pictures and formulas', async () => {
    const { text } = await importFiles(files);
    expect(text('units/the-moon/pull.md')).toContain(
      '## Why\n\nSee [the essay](unit:essay). ![High tide](../../assets/high_tide.png) $x^2$',
    );
  });

  test('an assignment is an activity with its rubric; its dates are named', async () => {
    const { release, item } = await importFiles(files);
    expect(release?.activities[0]).toMatchObject({
      type: 'essay',
      points: 8,
      rubric: { criteria: [{ title: 'Ideas', points: 8 }] },
    });
    expect(item('a1/assignment.xml')?.notes).toEqual([
      { code: 'assignment-dates', text: 'due_at: 2026-10-05T10:00:00' },
    ]);
  });

  test('what learners did not see stays out of the outline and of the release', async () => {
    const { files: written, release, item } = await importFiles(files);
    expect([...written.keys()]).toContain('units/unlisted/answers.md');
    expect(release?.units.map(({ title }) => title)).not.toContain('Answers');
    expect(item('web_resources/key.pdf')).toMatchObject({
      target: 'assets/original/key.pdf',
      notes: [{ code: 'for-staff' }],
    });
    expect(release?.assets.map(({ path }) => path)).toEqual(['assets/high_tide.png']);
  });

  test('tools and what is missing are named, never brought over silently', async () => {
    const { item } = await importFiles(files);
    expect(item('t1.xml')).toMatchObject({
      fate: 'dropped',
      notes: [{ code: 'tool', text: 'https://tool.example/' }],
    });
    expect(item('imsmanifest.xml#i4')).toMatchObject({
      fate: 'dropped',
      notes: [{ code: 'missing-thing', text: 'Gone' }],
    });
  });

  test('every file is in the report, and a second import is the same', async () => {
    const [one, two] = [await importFiles(files), await importFiles(files)];
    const named = new Set(one.report.items.map(({ source }) => source));
    for (const path of Object.keys(files)) expect(named).toContain(path);
    expect(two.release?.id).toBe(one.release?.id);
    expect(two.report).toEqual(one.report);
  });
});

describe('hostile input', () => {
  const small = (manifestText: string) => ({ 'imsmanifest.xml': manifestText });
  test.each([
    ['a manifest that is broken', small('<manifest>IMS Common Cartridge'), 'package-broken-manifest'],
    [
      'a manifest with entities',
      small('<!DOCTYPE manifest [<!ENTITY a "b">]><manifest>IMS Common Cartridge</manifest>'),
      'xml-document-type',
    ],
    ['a cartridge of nothing', small(manifest('', '')), 'package-empty'],
    [
      'folders without end',
      small(manifest('<item>'.repeat(5000) + '</item>'.repeat(5000), '')),
      'package-broken-manifest',
    ],
  ])('%s is refused with its cause', async (_, input, code) => {
    const archive = await openArchive(await zipOf(input));
    expect(await refusalOf(importCourse(archive))).toBe(code);
    await archive.close();
  });

  test('addresses that climb find nothing outside the archive, and scripts never reach a page', async () => {
    const page = html(
      'P',
      '<p>x<img src="../../../etc/passwd" onerror="alert(1)"><script>alert(1)</script><a href="javascript:alert(1)">y</a></p>',
    );
    const { files: written, release } = await importFiles({
      'imsmanifest.xml': manifest(
        '',
        resource('p', 'webcontent', 'p.html') +
          resource('q', 'webcontent', '../../../etc/passwd') +
          resource('r', 'webcontent', 'file:///etc/passwd'),
      ),
      'p.html': page,
    });
    for (const path of written.keys()) expect(path).not.toMatch(/(?:^|\/)\.\.|^\//);
    expect(JSON.stringify(release?.units)).not.toMatch(/onerror|script|passwd/);
  });
});

test('a page of megabytes is kept as a file, and takes no time', async () => {
  const {
    release,
    item,
    files: written,
  } = await importFiles({
    'imsmanifest.xml': manifest('', resource('p', 'webcontent', 'p.html')),
    'p.html': '<body><img '.repeat(200_000),
  });
  expect(release?.activities[0]?.type).toBe('unsupported');
  expect(item('p.html')?.notes.map(({ code }) => code)).toContain('too-long');
  expect([...written.keys()]).toContain('assets/original/p.html');
});

test('every note has its text in every language', () => {
  for (const locale of ['en', 'es', 'ar']) {
    const areas = ['olx', 'aplus', 'moodle', 'cartridge', 'book'].map((area) =>
      JSON.parse(readFileSync(`messages/${locale}/${area}.json`, 'utf8')),
    );
    const texts = Object.assign({}, ...areas);
    const codes = [...cartridgeNoteCodes, ...assessmentNoteCodes, ...exportNoteCodes, ...bookNoteCodes];
    for (const code of [...codes, 'processing'])
      expect(texts, `${locale} ${code}`).toHaveProperty([`note-${code}`]);
  }
});
