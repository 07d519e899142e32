/**
 * For tests of importers and writers. Terms: a course *at hand* is one of ours, or a real one of others where the folder
 * of real input lies beside the repository. A *trip* is a course that leaves in a format and is imported again. What came
 * back otherwise is *named* by a note of the export's report that speaks of just that part: a note on dates does not
 * excuse other points.
 */
import { globSync } from 'node:fs';
import { basename } from 'node:path';
import { activityTypes } from '#activities/index.ts';
import { type Activity, useActivityTypes } from '#modules/content/contract.ts';
import { compileCourse, memorySource, type Release, readFolder, type Unit } from '#modules/content/index.ts';
import { openArchive, zipFiles } from '#platform/archive/index.ts';
import { Refusal } from '#platform/refusal.ts';
import type { Exported } from './export-course.ts';
import type { FidelityNote } from './fidelity.ts';
import { type ExportFormat, exportCourse, type ImportedCourse, importCourse } from './formats.ts';

const realFolder = '../shared/real';

/** Our own courses, then the real ones, by folder and name. */
export const coursesAtHand: readonly string[] = [
  ...globSync('courses/*/course.yaml').map((path) => path.replace('/course.yaml', '')),
  ...globSync('{olx,imscc,gift,aplus,content}/*.{gz,imscc,gift,aplus-json.json}', { cwd: realFolder }).map(
    (path) => `${realFolder}/${path}`,
  ),
].toSorted();

export interface OpenCourse {
  name: string;
  imported: ImportedCourse;
  release: Release;
}

async function importPath(path: string): Promise<ImportedCourse> {
  const source = path.startsWith('courses/') ? await readFolder(path) : await openArchive(path);
  const imported = await importCourse(source, { fileName: basename(path) });
  if ('close' in source) await source.close();
  return imported;
}

export const compiled = async (files: ImportedCourse['files'], name: string): Promise<Release> => {
  useActivityTypes(activityTypes);
  const { release, problems } = await compileCourse(memorySource(files), activityTypes);
  if (!release) throw new Error(`${name}: ${JSON.stringify(problems.slice(0, 5), null, 1)}`);
  return release;
};

/** A course of one unit. */
export const sourceOf = (unit: string, files: Record<string, string> = {}) =>
  memorySource(
    new Map(
      Object.entries({
        'course.yaml':
          'lectern: 1\nkey: small\ntitle: Small\noutline:\n  - section: s\n    title: S\n    units: [units/a.md]\n',
        'units/a.md': `---\ntitle: A\n---\n\n${unit}`,
        ...files,
      }),
    ),
  );

export async function openCourse(path: string): Promise<OpenCourse> {
  const imported = await importPath(path);
  return { name: basename(path), imported, release: await compiled(imported.files, path) };
}

/** What was imported leaves as our source, packed as the studio packs it, and is imported again. */
export async function throughOwnSource({ files }: ImportedCourse): Promise<ImportedCourse['files']> {
  const archive = await openArchive(await zipFiles(files));
  const again = await importCourse(archive);
  await archive.close();
  return again.files;
}

/** The release that comes of it. */
export const releaseAgain = async (imported: ImportedCourse): Promise<Release> =>
  compiled(await throughOwnSource(imported), 'as it came back');

/** Formats that come back: what is only to be read does not. */
export const tripFormats = ['olx', 'imscc', 'qti'] as const satisfies ExportFormat[];
export type TripFormat = (typeof tripFormats)[number];

export interface Trip {
  before: Release;
  /** Null: nothing left that could be imported, as where questions alone leave and none is asked. */
  after: Release | null;
  exported: Exported;
  /** How the importer called what came back. */
  format: string | null;
}

const empty = new Set(['olx-no-course', 'olx-empty', 'package-empty']);

async function importBack(files: Exported['files']): Promise<ImportedCourse | null> {
  try {
    return await importCourse(memorySource(files));
  } catch (error) {
    if (error instanceof Refusal && empty.has(error.code)) return null;
    throw error;
  }
}

export async function travel({ imported, release, name }: OpenCourse, format: TripFormat): Promise<Trip> {
  const exported = await exportCourse(format, { release, source: memorySource(imported.files) });
  const back = await importBack(exported.files);
  const after = back && (await compiled(back.files, `${name} as ${format} and back`));
  return { before: release, after, exported, format: back?.format ?? null };
}

export const parts = [
  'key',
  'type',
  'points',
  'attempts',
  'judge',
  'answers',
  'text',
  'hints',
  'solution',
] as const;
export type Part = (typeof parts)[number];

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
function answersOf({ settings }: Activity): unknown {
  const { options, multiple } = settings as ChoiceSettings;
  if (!options || multiple) return settings;
  const said = options.map((option) => ({ ...option, value: option.value ?? (option.correct ? 1 : 0) }));
  return { ...(settings as object), options: said };
}

const words = (html: string | null) =>
  (html ?? '')
    .replace(/<[^>]*>/g, '')
    .replace(/\s+/g, ' ')
    .trim();

function differences(before: Activity, after: Activity | undefined): Part[] {
  if (!after) return ['key'];
  const same: Record<Exclude<Part, 'key'>, boolean> = {
    type: before.type === after.type,
    points: before.points === after.points,
    attempts: before.attempts === after.attempts,
    judge: before.judgedBy === after.judgedBy,
    answers: comparable(answersOf(before)) === comparable(answersOf(after)),
    text: words(after.prompt).includes(words(before.prompt)),
    hints:
      before.hints.length === after.hints.length &&
      before.hints.every((hint, at) => words(hint) === words(after.hints[at] ?? '')),
    solution: words(before.solution) === words(after.solution),
  };
  return parts.filter((part) => part !== 'key' && !same[part]);
}

/** Notes after which an activity is no activity any more. */
const gone = new Set(['no-question', 'read-only']);
/** Parts of which a word of a note speaks. */
const spokenOf: Record<string, Part[]> = {
  'attempts-differ': ['attempts'],
  peers: ['judge'],
  link: ['text', 'hints', 'solution', 'answers'],
};

function namedBy({ code, text }: FidelityNote): Part[] {
  if (gone.has(code)) return [...parts];
  const words = code === 'not-said' || code === 'unsaid' ? text.split(', ') : [code];
  return words.flatMap((word) => spokenOf[word] ?? ['answers']);
}

export interface Losses {
  /** Activities that came back otherwise, as the report says. */
  named: string[];
  /** What is missing from the report: `key: part`. */
  unnamed: string[];
}

export function lossesOf({ before, after, exported }: Trip): Losses {
  const fileOf = new Map(before.units.map(({ key, file }) => [key, file]));
  const back = new Map((after?.activities ?? []).map((activity) => [activity.key, activity]));
  const notes = new Map(exported.report.items.map((item) => [item.source, item.notes]));
  const found = before.activities.map((activity) => {
    const said = notes.get(`${fileOf.get(activity.unitKey)}#${activity.key}`) ?? [];
    const lost = differences(activity, back.get(activity.key));
    const named = new Set(said.flatMap(namedBy));
    return { key: activity.key, lost, silent: lost.filter((part) => !named.has(part)) };
  });
  return {
    named: found.filter(({ lost, silent }) => lost.length > 0 && silent.length === 0).map(({ key }) => key),
    unnamed: found.flatMap(({ key, silent }) => silent.map((part) => `${key}: ${part}`)),
  };
}

const textsOf = ({ blocks }: Unit): string[] =>
  blocks.flatMap((block) =>
    block.kind === 'html'
      ? block.html
          .replace(/<[^>]*>/g, ' ')
          .split(/[\s|]+/)
          .filter(Boolean)
      : [],
  );

/** Words of pages that did not come back, in the order of the course: `title: words`. */
export function lostWords({ before, after }: Trip): string[] {
  const back = (after?.units ?? []).map((unit) => ({ title: unit.title, words: new Set(textsOf(unit)) }));
  let at = 0;
  return before.units.flatMap((page) => {
    const words = textsOf(page);
    if (words.length === 0) return [];
    const found = back.slice(at).findIndex((unit) => unit.title === page.title && unit.words.size > 0);
    if (found < 0) return [`${page.title}: all of it`];
    const there = back[at + found]?.words;
    at += found + 1;
    const lost = words.filter((word) => !there?.has(word));
    return lost.length > 0 ? [`${page.title}: ${lost.join(' ')}`] : [];
  });
}
