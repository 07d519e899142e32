/** Whose a figure, a quote or a question is goes along, and comes back. */
import { describe, expect, test } from 'vitest';
import { activityTypes } from '#activities/index.ts';
import { useActivityTypes } from '#modules/content/contract.ts';
import { creditsOf } from '#modules/content/index.ts';
import { creditOf } from './cnxml/translate/credit.ts';
import { importCourse } from './formats.ts';
import { compiled, sourceOf, travel } from './testing.ts';

const whole =
  '::attribution{title="Moon map" author="N. Ames & Sons" source="https://example.org/map?a=1&b=2" license=CC-BY-2.0 changes="Names added."}';
const blocks = {
  'a figure': `:::figure{#moon}\n![The Moon](../assets/moon.svg)\n\nSeen from here.\n\n${whole}\n:::\n`,
  'a figure without a caption': `:::figure\n![The Moon](../assets/moon.svg)\n\n${whole}\n:::\n`,
  'a table': `:::figure\n| a | b |\n|---|---|\n| 1 | 2 |\n\n${whole}\n:::\n`,
  'a quote': '> It moves.\n>\n> ::attribution{author="G. Galilei" license=CC-PDM-1.0}\n',
  'a work with all rights reserved': '> Mine.\n>\n> ::attribution{author=Ben license=all-rights-reserved}\n',
};
const moon = { 'assets/moon.svg': '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="3"/>' };

async function thereAndBack(unit: string, format: 'olx' | 'imscc') {
  useActivityTypes(activityTypes);
  const imported = await importCourse(sourceOf(unit, moon));
  const { before, after } = await travel(
    { name: 'credits', imported, release: await compiled(imported.files, 'credits') },
    format,
  );
  const of = (release: typeof before | null) =>
    release && creditsOf(release).flatMap(({ credits }) => credits);
  return { before: of(before), after: of(after) };
}

describe.each(['olx', 'imscc'] as const)('as %s and back', (format) => {
  test.each(Object.entries(blocks))('%s keeps its credit', async (_, block) => {
    const { before, after } = await thereAndBack(`${block}\nMore.\n`, format);
    expect(before).toHaveLength(1);
    expect(after).toEqual(before);
  });
});

describe('a caption of OpenStax', () => {
  test.each([
    ['credit: Larissa Chu, CC BY 4.0', '', { author: 'Larissa Chu', license: 'CC-BY-4.0' }],
    [
      'A clock. (credit: modification of work "Tiles, at night", by Pete/Flickr, CC BY 2.0)',
      'A clock.',
      { title: 'Tiles, at night', author: 'Pete/Flickr', license: 'CC-BY-2.0', changes: 'Modified.' },
    ],
    [
      'credit: modification of work by Sebastian Sikora/Flickr, Public Domain',
      '',
      { author: 'Sebastian Sikora/Flickr', license: 'CC-PDM-1.0', changes: 'Modified.' },
    ],
  ])('%s', (caption, rest, credit) => {
    expect(creditOf(caption)).toEqual({ rest, credit });
  });

  test('that names no license stays what it is: nobody may give it one', () => {
    expect(creditOf('credit: courtesy of the Computer History Museum')).toBeNull();
    expect(creditOf('Where credit is due.')).toBeNull();
  });
});
