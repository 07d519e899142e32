/** A small book: what each element of CNXML becomes. */
import { expect, test } from 'vitest';
import { activityTypes } from '#activities/index.ts';
import { compileCourse, memorySource } from '#modules/content/index.ts';
import { Refusal } from '#platform/refusal.ts';
import { importCourse } from '../formats.ts';

const collection = `<col:collection xmlns:col="http://cnx.rice.edu/collxml" xmlns:md="http://cnx.rice.edu/mdml">
<col:metadata><md:title>Waves</md:title><md:language>en</md:language>
<md:license url="http://creativecommons.org/licenses/by-nc-sa/4.0/"/>
<md:actors><md:person userid="ana"><md:fullname>Ana Ruiz</md:fullname></md:person>
<md:person userid="bob"><md:fullname>Bob</md:fullname></md:person></md:actors>
<md:roles><md:role type="author">ana</md:role></md:roles></col:metadata>
<col:content><col:subcollection><md:title>Water</md:title><col:content>
<col:module document="m1"/><col:module document="m2"/><col:module document="m9"/></col:content></col:subcollection></col:content>
</col:collection>`;

const page = (id: string, title: string, content: string) =>
  `<document xmlns="http://cnx.rice.edu/cnxml" xmlns:m="http://www.w3.org/1998/Math/MathML"><title>${title}</title>
<metadata xmlns:md="http://cnx.rice.edu/mdml"><md:title>${title}</md:title><md:content-id>${id}</md:content-id></metadata>
<content>${content}</content></document>`;

const first = page(
  'm1',
  'Tides',
  `<para id="p">See <link document="m2">currents</link>, <link target-id="t"/> and <link url="https://example.org">more</link>:
<m:math><m:msup><m:mi>x</m:mi><m:mn>2</m:mn></m:msup></m:math>.</para>
<section id="s"><title>Why</title>
<note><title>Mind</title><para>It is <emphasis effect="bold">wet</emphasis>.</para></note>
<table id="t"><tgroup cols="2"><colspec colname="a"/><colspec colname="b"/><tbody>
<row><entry>1</entry><entry>2</entry></row><row><entry namest="a" nameend="b">both</entry></row></tbody></tgroup></table>
<figure id="f"><media alt="A wave"><image src="../../media/wave.png"/></media><caption>Up</caption></figure>
<code lang="python" display="block">
    a = 1
      b = 2</code></section>
<exercise id="e1"><problem><para>Which?</para><list><item>Moon</item><item>Sun</item></list></problem>
<solution><para>A</para></solution></exercise>
<exercise id="e2"><problem><para>How many?</para></problem><solution><para>12</para></solution></exercise>
<exercise id="e3"><problem><para>Why?</para></problem><solution><para>Because.</para></solution></exercise>
<exercise id="e4"><problem><para><link url="#exercise/far-away"/></para></problem></exercise>`,
);

const bytes = (text: string) => new TextEncoder().encode(text);
const archiveOf = (files: Record<string, string>) => ({
  paths: Object.keys(files),
  read: async (path: string) => bytes(files[path] ?? ''),
});
const book = {
  'collections/waves.collection.xml': collection,
  'modules/m1/index.cnxml': first,
  'modules/m2/index.cnxml': page('m2', 'Currents', '<para>They flow.</para>'),
  'media/wave.png': 'png',
};

test('a module is a unit: its boxes, tables, figures, code, formulas and links are there', async () => {
  const { files, report } = await importCourse(archiveOf(book));
  const text = new TextDecoder().decode(files.get('units/water/tides.md'));
  expect(text).toContain(
    'See [currents](unit:currents), [Table 1](#t) and [more](https://example.org): $x^{2}$.',
  );
  expect(text).toContain('## Why\n\n:::note{title=Mind}\nIt is **wet**.\n:::');
  expect(text).toContain('<td colspan="2">both</td>');
  expect(text).toContain('![A wave](../../assets/wave.png "Up")');
  expect(text).toContain('```python\na = 1\n  b = 2\n```');
  const { release, problems } = await compileCourse(memorySource(files), activityTypes);
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  expect(release?.course.license).toEqual({ id: 'CC-BY-NC-SA-4.0', author: 'Ana Ruiz' });
  expect(report.items.find(({ notes }) => notes.some(({ code }) => code === 'page-unread'))?.title).toBe(
    'm9',
  );
});

test('an exercise is an activity where its solution can be compared, else its solution is folded', async () => {
  const { files, report } = await importCourse(archiveOf(book));
  const { release } = await compileCourse(memorySource(files), activityTypes);
  expect(release?.activities.map(({ key, type }) => [key, type])).toEqual([
    ['tides-e1', 'choice'],
    ['tides-e2', 'numeric'],
  ]);
  const text = new TextDecoder().decode(files.get('units/water/tides.md'));
  expect(text).toContain(
    '::::example{title=Exercise}\nWhy?\n\n:::details{title=Solution}\nBecause.\n:::\n::::',
  );
  const elsewhere = report.items.find(({ source }) => source.endsWith('#e4'));
  expect(elsewhere).toMatchObject({ fate: 'dropped', notes: [{ code: 'exercise-elsewhere' }] });
});

test('twice is the same, byte for byte', async () => {
  const [one, two] = [await importCourse(archiveOf(book)), await importCourse(archiveOf(book))];
  expect(two.report).toEqual(one.report);
  expect([...two.files]).toEqual([...one.files]);
});

test('a document type with rules of its own is refused', async () => {
  const bomb = `<!DOCTYPE d [<!ENTITY a "aaaa">]>${first}`;
  await expect(importCourse(archiveOf({ ...book, 'modules/m1/index.cnxml': bomb }))).rejects.toThrow(Refusal);
});

test('a module that is no XML, or nested without end, is left out and named', async () => {
  const deep = page('m2', 'Deep', `${'<note>'.repeat(5000)}x${'</note>'.repeat(5000)}`);
  const { report } = await importCourse(archiveOf({ ...book, 'modules/m2/index.cnxml': deep }));
  expect(report.items.find(({ title }) => title === 'm2')?.notes).toEqual([
    { code: 'page-unread', text: '' },
  ]);
});
