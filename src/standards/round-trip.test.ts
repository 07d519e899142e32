/** What leaves in a format of others comes back with it; what does not is named in the report of the export. */
import { existsSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { activityTypes } from '#activities/index.ts';
import { type Activity, useActivityTypes } from '#modules/content/contract.ts';
import {
  type CourseSource,
  compileCourse,
  memorySource,
  type Release,
  readFolder,
  type Unit,
} from '#modules/content/index.ts';
import { openArchive } from '#platform/archive/index.ts';
import type { Exported } from './export-course.ts';
import { exportCourse, importCourse } from './formats.ts';
import { readXml } from './xml.ts';

/** Our own courses, and real ones of others where they are at hand. */
const real = [
  '../shared/real/imscc/all-question-types.imscc',
  '../shared/real/imscc/canvas_cc_gem_course.imscc',
];
const courses = [
  ...['courses/finding-your-way', 'courses/ciencia-del-pan', 'courses/asmaa-an-nujum'],
  ...real.filter((path) => existsSync(path)),
];

async function sourceOf(course: string): Promise<CourseSource> {
  if (course.startsWith('courses/')) return readFolder(course);
  const archive = await openArchive(course);
  const { files } = await importCourse(archive);
  await archive.close();
  return memorySource(files);
}
/** Those that come back: what is only to be read does not. */
const formats = ['olx', 'imscc', 'qti'] as const;
/** A whole course takes seconds, so it travels once, in the format that holds all of a course. */
const large = ['../shared/real/olx/harvardx-studio-advanced.tar.gz'].filter((path) => existsSync(path));
const trips = [
  ...courses.flatMap((course) => formats.map((format) => [course, format] as const)),
  ...large.map((course) => [course, 'olx'] as const),
];

interface Trip {
  before: Release;
  exported: Exported;
  again: Exported;
  after: Release;
}

async function travel(course: string, format: (typeof formats)[number]): Promise<Trip> {
  const source = await sourceOf(course);
  const { release: before } = await compileCourse(source, activityTypes);
  if (!before) throw new Error(`${course} does not compile`);
  const exported = await exportCourse(format, { release: before, source });
  const again = await exportCourse(format, { release: before, source });
  const imported = await importCourse(memorySource(exported.files));
  const { release: after, problems } = await compileCourse(memorySource(imported.files), activityTypes);
  if (!after) throw new Error(JSON.stringify(problems.slice(0, 5), null, 1));
  expect(imported.format).toBe(format);
  return { before, exported, again, after };
}

/** Names that follow from texts, and addresses, are others in another course; what is true of them is not. */
const unnamed = new Set(['id', 'target', 'sequence', 'text']);
const comparable = (value: unknown): string =>
  JSON.stringify(value, (name, one) => (unnamed.has(name) ? undefined : one))
    .replace(/\/assets\/[^"\\]*|href=\\"[^"]*\\"/g, '')
    .replaceAll('user-content-', '');

interface ChoiceSettings {
  multiple?: boolean;
  options?: { correct: boolean; value: number | null }[];
}

/** A single choice gives all for the right option and nothing for others, whether it says so or not. */
function settingsOf({ settings }: Activity): unknown {
  const { options, multiple } = settings as ChoiceSettings;
  if (!options || multiple) return settings;
  const said = options.map((option) => ({ ...option, value: option.value ?? (option.correct ? 1 : 0) }));
  return { ...(settings as object), options: said };
}

const withoutTags = (html: string) => html.replace(/<[^>]*>/g, '').replace(/\s+/g, ' ');

/** The parts of an activity that came back otherwise. */
function differences(before: Activity, after: Activity | undefined): string[] {
  if (!after) return ['all of it'];
  const plain = ['type', 'points', 'attempts', 'hints'] as const;
  return [
    ...plain.filter((name) => comparable(before[name]) !== comparable(after[name])),
    ...(comparable(settingsOf(before)) === comparable(settingsOf(after)) ? [] : ['settings']),
    ...(withoutTags(after.prompt).includes(withoutTags(before.prompt)) ? [] : ['prompt']),
    ...(withoutTags(before.solution ?? '') === withoutTags(after.solution ?? '') ? [] : ['solution']),
  ];
}

describe.each(trips)('%s as %s and back', (course, format) => {
  let trip: Trip;
  beforeAll(async () => {
    useActivityTypes(activityTypes);
    trip = await travel(course, format);
  }, 60_000);

  test('every question is the same, or the report of the export says why not', () => {
    const { before, after, exported } = trip;
    const noted = new Set(
      exported.report.items.filter(({ notes }) => notes.length > 0).map(({ source }) => source),
    );
    const fileOf = (key: string) => before.units.find((unit) => unit.key === key)?.file;
    const silent = before.activities.filter(({ key, unitKey }) => !noted.has(`${fileOf(unitKey)}#${key}`));
    if (course.startsWith('courses/')) expect(silent.length).toBeGreaterThan(0);
    for (const activity of silent)
      expect({
        key: activity.key,
        lost: differences(
          activity,
          after.activities.find(({ key }) => key === activity.key),
        ),
      }).toEqual({ key: activity.key, lost: [] });
  });

  test.runIf(format !== 'qti')(
    'every page keeps its words and its formulas, in the order of the course',
    () => {
      const { before, after } = trip;
      const wordsOf = ({ blocks }: Unit) =>
        blocks.flatMap((block) =>
          block.kind === 'html'
            ? block.html
                .replace(/<[^>]*>/g, ' ')
                .split(/[\s|]+/)
                .filter(Boolean)
            : [],
        );
      let at = 0;
      for (const page of before.units.filter((unit) => wordsOf(unit).length > 0)) {
        const found = after.units
          .slice(at)
          .findIndex((unit) => unit.title === page.title && wordsOf(unit).length > 0);
        const words = new Set(found < 0 ? [] : wordsOf(after.units[at + found] as Unit));
        at += found + 1;
        expect({ page: page.title, lost: wordsOf(page).filter((word) => !words.has(word)) }).toEqual({
          page: page.title,
          lost: [],
        });
      }
    },
  );

  test('the report names every file of the course, and every place in it is a file of the package', () => {
    const { before, exported } = trip;
    const named = new Set(exported.report.items.map(({ source }) => source));
    for (const { path } of before.assets) expect(named).toContain(path);
    for (const { file } of before.units) expect(named).toContain(file);
    for (const { target } of exported.report.items)
      if (target) expect([...exported.files.keys()]).toContain(target);
  });

  test('all XML is well-formed, and what the manifest names is in the package', () => {
    const { files } = trip.exported;
    const text = (path: string) => new TextDecoder().decode(files.get(path));
    for (const path of files.keys())
      if (/\.(?:xml|qti)$/.test(path)) expect(readXml(text(path), path), path).toHaveProperty('root');
    if (format === 'olx') return;
    const hrefs = [...text('imsmanifest.xml').matchAll(/<file href="([^"]*)"/g)].map(([, href = '']) =>
      decodeURIComponent(href),
    );
    expect(new Set(hrefs)).toEqual(new Set([...files.keys()].filter((path) => path !== 'imsmanifest.xml')));
  });

  test('the same release gives the same bytes', () => {
    const { exported, again } = trip;
    expect([...again.files.keys()]).toEqual([...exported.files.keys()]);
    for (const [path, bytes] of again.files)
      expect(Buffer.compare(bytes, exported.files.get(path) ?? new Uint8Array()), path).toBe(0);
  });
});
