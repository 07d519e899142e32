import { expect, test } from 'vitest';
import { compilePage } from '../testing.ts';
import { creditsOf } from './credits.ts';

const open = 'license: CC-BY-4.0\n';
const moon = { 'assets/moon.svg': '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 30"/>' };
const nasa = '::attribution{title="Moon map" author=NASA source="https://nasa.example" license=CC0-1.0}';

test('a figure holds a picture, its caption, and the line that says whose it is', async () => {
  const body = `:::figure\n![The Moon](../assets/moon.svg)\n\nSeen from *here*.\n\n${nasa}\n:::\n`;
  const { html, problems } = await compilePage(body, moon, open);
  expect(problems).toEqual([]);
  expect(html?.replace(/[0-9a-f]{64}/g, 'HASH')).toMatchInlineSnapshot(`
    "<figure><img src="/assets/HASH/moon.svg" alt="The Moon" width="40" height="30" loading="lazy" decoding="async"><figcaption><p>Seen from <em>here</em>.</p><p class="attribution"><a href="https://nasa.example" rel="noopener"><cite>Moon map</cite></a> · NASA · <a href="https://creativecommons.org/publicdomain/zero/1.0/" rel="noopener">CC0 1.0</a></p></figcaption></figure>"
  `);
});

test.each([
  ['a quote', '> The sea is never still.\n>\n> ::attribution{author="L. Vance" license=CC-BY-4.0}\n'],
  ['a callout', ':::note\nThe sea.\n\n::attribution{author="L. Vance" license=CC-BY-4.0}\n:::\n'],
  ['a question', ':::ask{#q}\nWhy?\n\n::attribution{author="L. Vance" license=CC-BY-4.0}\n:::\n'],
])('%s says whose it is, and the unit lists it', async (_, body) => {
  const { html, unit, release, problems } = await compilePage(body, {}, open);
  expect(problems).toEqual([]);
  expect([html, release?.activities[0]?.prompt].join()).toContain('<p class="attribution">L. Vance · ');
  expect(unit?.credits).toEqual([{ id: 'CC-BY-4.0', author: 'L. Vance' }]);
});

test('a block without a license of its own is under that of the course, in the language of the course', async () => {
  const { html } = await compilePage(
    '> Sea.\n>\n> ::attribution{author=Ana changes="Cut."}\n',
    {},
    'language: es\n',
  );
  expect(html).toContain('Ana · <span>Todos los derechos reservados</span> · Cambios: Cut.');
});

test('an address that no browser should follow is no link', async () => {
  const { html } = await compilePage('> Sea.\n>\n> ::attribution{title=Sea source="javascript:alert(1)"}\n');
  expect(html).toContain('<span><cite>Sea</cite></span>');
});

test('a block that is shared less widely than the course is told, with what would fit', async () => {
  const body = '> Sea.\n>\n> ::attribution{author=Ana license=CC-BY-NC-4.0}\n';
  const { problems } = await compilePage(body, {}, open);
  expect(problems).toMatchObject([{ code: 'license-mismatch', severity: 'warning', line: 6 }]);
  expect(problems[0]?.remedy).toContain('CC-BY-NC-SA-4.0');
});

test('a unit that is shared less widely than the course is told', async () => {
  const { problems } = await compilePage('---\ntitle: Page\nlicense: CC-BY-SA-4.0\n---\nSea.\n', {}, open);
  expect(problems).toMatchObject([{ code: 'license-mismatch', line: 3 }]);
});

test.each([
  ['outside a block', '::attribution{author=Ana}\n', 'stray-directive'],
  ['that says nothing', '> Sea.\n>\n> ::attribution{license=""}\n', 'empty-attribution'],
  ['with a word that is none', '> Sea.\n>\n> ::attribution{auther=Ana author=Ana}\n', 'unknown-attribute'],
])('an attribution %s is a mistake', async (_, body, code) => {
  const { problems } = await compilePage(body);
  expect(problems.map((problem) => problem.code)).toEqual([code]);
});

test('the credits of a course name units and blocks in reading order', async () => {
  const body = `---\ntitle: Page\nattribution: { author: Ben, changes: Shortened. }\n---\n> Sea.\n>\n> ${nasa}\n`;
  const { release } = await compilePage(body, {}, open);
  expect(release && creditsOf(release)).toEqual([
    {
      ...{ unitKey: 'page', unitTitle: 'Page' },
      credits: [
        { id: 'CC-BY-4.0', author: 'Ben', changes: 'Shortened.' },
        { id: 'CC0-1.0', title: 'Moon map', author: 'NASA', source: 'https://nasa.example' },
      ],
    },
  ]);
});

test('a course says what it was made of', async () => {
  const parent = 'based-on:\n  - { title: Seas, author: Ana, license: CC-BY-4.0, release: "3" }\n';
  const { release, problems } = await compilePage('Sea.\n', {}, `${open}${parent}`);
  expect(problems).toEqual([]);
  expect(release?.course.basedOn).toEqual([{ id: 'CC-BY-4.0', title: 'Seas', author: 'Ana', release: '3' }]);
});

test('a course that is shared more widely than what it was made of is told', async () => {
  const parent = 'based-on:\n  - { title: Seas, license: CC-BY-NC-4.0 }\n';
  const { problems } = await compilePage('Sea.\n', {}, `${open}${parent}`);
  expect(problems).toMatchObject([{ file: 'course.yaml', code: 'license-mismatch', severity: 'warning' }]);
});
