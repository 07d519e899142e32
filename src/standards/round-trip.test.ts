/**
 * What leaves comes back with it, or is named in the report of the export. A sample travels with every run of the tests;
 * LECTERN_TRIPS=all sends all courses at hand, and with `-u` writes `docs/exchange-figures.md`.
 */
import { readFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { memorySource } from '#modules/content/index.ts';
import { exportCourse } from './formats.ts';
import {
  coursesAtHand,
  lossesOf,
  lostWords,
  type OpenCourse,
  openCourse,
  releaseAgain,
  type Trip,
  type TripFormat,
  travel,
  tripFormats,
} from './testing.ts';
import { readXml } from './xml.ts';

const all = process.env.LECTERN_TRIPS === 'all';
const figures = 'docs/exchange-figures.md';
const sample = /^courses\/|all-question-types|canvas_cc_gem|giftFormatPhpExamples/;
const courses = coursesAtHand.filter((path) => all || sample.test(path));
/** Files of single questions: together they are one line of the figures. */
const groupOf = (path: string) => (path.endsWith('.gift') ? 'gift' : path);
const headings = ['course', 'read as', 'units', 'activities', 'taken over · changed · left'];
const rows: string[] = [];

interface Travelled {
  open: OpenCourse;
  again: string;
  trips: Map<TripFormat, Trip>;
}

async function travelAll(path: string): Promise<Travelled> {
  const open = await openCourse(path);
  const trips = new Map<TripFormat, Trip>();
  for (const format of tripFormats) trips.set(format, await travel(open, format));
  return { open, again: (await releaseAgain(open.imported)).id, trips };
}

/** One line of the figures: of activities how many came back the same, and how many otherwise as the report says. */
function rowOf(name: string, travelled: Travelled[]): string {
  const sum = (of: (one: Travelled) => number) => travelled.reduce((total, one) => total + of(one), 0);
  const activities = sum(({ open }) => open.release.activities.length);
  const fates = (['exact', 'approximated', 'dropped'] as const).map((fate) =>
    sum(({ open }) => open.imported.report.counts[fate]),
  );
  const cells = tripFormats.map((format) => {
    const losses = travelled.flatMap(({ trips }) => trips.get(format) ?? []).map(lossesOf);
    const [named, unnamed] = [losses.flatMap((one) => one.named), losses.flatMap((one) => one.unnamed)];
    return `${activities - named.length - unnamed.length} · ${named.length} · ${unnamed.length}`;
  });
  const own = travelled.every(({ open, again }) => open.release.id === again)
    ? 'same release'
    : 'another release';
  const [first] = travelled;
  const units = sum(({ open }) => open.release.units.length);
  const begin = [name, first?.open.imported.format ?? '', units, activities, fates.join(' · ')];
  return `| ${[...begin, own, ...cells].join(' | ')} |`;
}

const groups = Map.groupBy(courses, groupOf);
describe.each([...groups])('%s', (group, paths) => {
  let travelled: Travelled[];
  const trips = () => travelled.flatMap((one) => [...one.trips].map(([format, trip]) => ({ format, trip })));
  beforeAll(async () => {
    travelled = [];
    for (const path of paths) travelled.push(await travelAll(path));
    const name = paths.length > 1 ? `${paths.length} files of ${group}` : basename(paths[0] ?? '');
    rows.push(rowOf(name, travelled));
  }, 300_000);
  afterAll(() => {
    travelled = [];
  });

  test('as our source it comes back as the same release', () => {
    for (const { open, again } of travelled) expect(again).toBe(open.release.id);
  });

  test('every activity comes back the same, or the report of the export says what differs', () => {
    for (const { format, trip } of trips()) {
      expect([format, null]).toContain(trip.format);
      expect({ format, unnamed: lossesOf(trip).unnamed }).toEqual({ format, unnamed: [] });
    }
  });

  test('every page keeps its words and its formulas, in the order of the course', () => {
    for (const { format, trip } of trips())
      if (format !== 'qti') expect({ format, lost: lostWords(trip) }).toEqual({ format, lost: [] });
  });

  test('the report names every file of the course, and every place in it is a file of the package', () => {
    for (const { trip } of trips()) {
      const { before, exported } = trip;
      const named = new Set(exported.report.items.map(({ source }) => source));
      expect(before.assets.filter(({ path }) => !named.has(path))).toEqual([]);
      expect(before.units.filter(({ file }) => !named.has(file))).toEqual([]);
      const targets = exported.report.items.flatMap(({ target }) => target ?? []);
      expect(targets.filter((target) => !exported.files.has(target))).toEqual([]);
    }
  });

  test('all XML is well-formed, and what the manifest names is in the package', () => {
    for (const { format, trip } of trips()) {
      const { files } = trip.exported;
      const text = (path: string) => new TextDecoder().decode(files.get(path));
      for (const path of files.keys())
        if (/\.(?:xml|qti)$/.test(path)) expect(readXml(text(path), path), path).toHaveProperty('root');
      if (format === 'olx') continue;
      const hrefs = [...text('imsmanifest.xml').matchAll(/<file href="([^"]*)"/g)].map(([, href = '']) =>
        decodeURIComponent(href),
      );
      expect(new Set(hrefs)).toEqual(new Set([...files.keys()].filter((path) => path !== 'imsmanifest.xml')));
    }
  });

  test.skipIf(!all && dirname(group) !== 'courses')(
    'the same release gives the same bytes',
    async () => {
      for (const { open, trips: made } of travelled)
        for (const [format, { exported }] of made) {
          const source = memorySource(open.imported.files);
          const again = await exportCourse(format, { release: open.release, source });
          expect(again.files).toEqual(exported.files);
        }
    },
    60_000,
  );
});

describe('figures', () => {
  // Our own courses change; files of others do not.
  test.runIf(!all)('of real courses in the sample are those that the documentation gives', () => {
    const written = readFileSync(figures, 'utf8');
    const real = rows.filter((row) => / (?:imscc|olx|aplus|cnxml) \|/.test(row));
    expect(real.filter((row) => !written.includes(row))).toEqual([]);
  });

  test.runIf(all)('are those that the documentation gives', async () => {
    const head = [...headings, 'our source', 'OLX', 'Common Cartridge 1.3', 'QTI 3.0'];
    const table = [`| ${head.join(' | ')} |`, `|${head.map(() => '---').join('|')}|`, ...rows];
    await expect(`${table.join('\n')}\n`).toMatchFileSnapshot(`../../${figures}`);
  });
});
