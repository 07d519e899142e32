/**
 * Compiles a course source to a release. All mistakes are named in one go; with an error among them there is no release.
 * Units are kept by the hash of their text and of what they may refer to, so that a check after one edit is immediate.
 */
import { posix } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { LRUCache } from 'lru-cache';
import mime from 'mime';
import type { ActivityTypes } from '../contract.ts';
import {
  checkAboutFrontMatter,
  type FrontMatter,
  type Manifest,
  manifestFile,
  readFrontMatter,
  readManifest,
  reportNested,
} from '../rules/manifest.ts';
import { inOrder, keyPattern, keyRemedy, type Report, reportInto } from '../rules/problems.ts';
import { addressOf, referencesOf } from '../rules/references.ts';
import { assemble, hashOf } from '../rules/release.ts';
import {
  type CompiledUnit,
  type CourseContext,
  compileAbout,
  compileUnit,
  type FileToCompile,
  reportDuplicate,
} from '../rules/unit.ts';
import type { YamlValue } from '../rules/yaml.ts';
import type { Asset, FileFacts, Release, SourceProblem } from '../schema.ts';
import { fetchWanted, noMaterials } from './materials.ts';
import { type CourseSource, factsOf } from './source.ts';

export interface Compilation {
  release: Release | null;
  problems: SourceProblem[];
  /** Hash of paths and bytes of the source. */
  sourceHash: string;
  /** What each file of the source is, for storing it. */
  files: ReadonlyMap<string, FileFacts>;
}

interface OpenUnit {
  file: string;
  text: string;
  key: string;
  front: YamlValue<FrontMatter>;
}

interface KnownFront {
  front: YamlValue<FrontMatter> | null;
  problems: SourceProblem[];
}
const fronts = new LRUCache<string, KnownFront>({ max: 10_000 });
const compiledUnits = new WeakMap<ActivityTypes, LRUCache<string, CompiledUnit>>();

function unitsOf(types: ActivityTypes): LRUCache<string, CompiledUnit> {
  let known = compiledUnits.get(types);
  if (!known) {
    known = new LRUCache({
      maxSize: 64_000_000,
      sizeCalculation: ({ unit, activities }) => JSON.stringify([unit, activities]).length,
    });
    compiledUnits.set(types, known);
  }
  return known;
}

/** Larger texts are data, not pages; parsing them would hold up everyone else. */
const longestText = 1_000_000;

async function readText(source: CourseSource, path: string, report: Report): Promise<string | null> {
  const bytes = await source.read(path);
  if (bytes.byteLength > longestText) {
    report({
      code: 'file-too-large',
      message: 'The text has more than 1 MB.',
      remedy: 'Split it into several units.',
    });
    return null;
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    report({ code: 'not-utf8', message: 'The file is not UTF-8 text.', remedy: 'Save it as UTF-8.' });
    return null;
  }
}

export async function describeFiles(source: CourseSource): Promise<Map<string, FileFacts>> {
  const files = new Map<string, FileFacts>();
  const open = source.paths.toSorted();
  const work = async () => {
    for (let path = open.shift(); path !== undefined; path = open.shift()) {
      files.set(path, (await source.hash?.(path)) ?? factsOf(await source.read(path)));
    }
  };
  await Promise.all(Array.from({ length: 8 }, work));
  return files;
}

const assetsOf = (files: ReadonlyMap<string, FileFacts>): Asset[] =>
  [...files.keys()]
    .filter((path) => path.startsWith('assets/'))
    .sort()
    .map((path) => ({
      path,
      ...factsAt(files, path),
      type: mime.getType(path) ?? 'application/octet-stream',
    }));

function factsAt(files: ReadonlyMap<string, FileFacts>, path: string): FileFacts {
  const facts = files.get(path);
  if (!facts) throw new Error(`the source has no ${path}`);
  return { sha256: facts.sha256, size: facts.size };
}

/** Units named by the outline, with the section that is an assignment around each. */
function listUnits(
  manifest: Manifest,
): { file: string; place: (string | number)[]; assignment: string | null }[] {
  const walk = (
    sections: Manifest['outline'],
    path: (string | number)[],
    above: string | null,
  ): ReturnType<typeof listUnits> =>
    sections.flatMap((section, index) => {
      const assignment = section.category ? section.section : above;
      return [
        ...(section.units ?? []).map((file, at) => ({
          file,
          place: [...path, index, 'units', at],
          assignment,
        })),
        ...walk(section.sections ?? [], [...path, index, 'sections'], assignment),
      ];
    });
  return walk(manifest.outline, ['outline'], null);
}

async function openUnits(
  source: CourseSource,
  files: ReadonlyMap<string, FileFacts>,
  manifest: YamlValue<Manifest>,
  problems: SourceProblem[],
): Promise<OpenUnit[]> {
  const reportManifest = reportInto(problems, manifestFile);
  const units: OpenUnit[] = [];
  const listed = listUnits(manifest.value);
  const fileOf = new Map<string, string>();
  for (const { file, place, assignment } of listed) {
    if (units.some((unit) => unit.file === file)) continue;
    const facts = files.get(file);
    if (!facts) {
      const remedy = 'Create the file, or mend the path; it is relative to course.yaml.';
      reportManifest({
        code: 'missing-unit',
        message: `There is no file "${file}".`,
        remedy,
        place: manifest.placeOf(place),
      });
      continue;
    }
    const report = reportInto(problems, file);
    const text = await readText(source, file, report);
    if (text === null) continue;
    const cacheKey = `${facts.sha256} ${file}`;
    const known = fronts.get(cacheKey) ?? { front: null, problems: [] };
    if (!fronts.has(cacheKey)) {
      known.front = readFrontMatter(text, reportInto(known.problems, file));
      fronts.set(cacheKey, known);
    }
    problems.push(...known.problems);
    const { front } = known;
    if (!front) continue;
    const key = front.value.key ?? posix.basename(file, '.md');
    const keyPlace = front.placeOf(['key']);
    if (!keyPattern.test(key)) {
      const message = `"${key}" cannot be the key of a unit.`;
      report({
        code: 'invalid-key',
        message,
        remedy: `${keyRemedy} Set "key:" in the front matter.`,
        place: keyPlace,
      });
    }
    const other = fileOf.get(key);
    if (other) {
      const message = `The key "${key}" is that of ${other} too.`;
      report({
        code: 'duplicate-unit-key',
        message,
        remedy: 'Set another "key:" in the front matter.',
        place: keyPlace,
      });
    }
    fileOf.set(key, file);
    if (front.value.category && assignment)
      reportNested('unit', assignment, report, front.placeOf(['category']));
    units.push({ file, text, key, front });
  }
  const inOutline = new Set(listed.map(({ file }) => file));
  for (const path of files.keys()) {
    if (!path.startsWith('units/') || !path.endsWith('.md') || inOutline.has(path)) continue;
    const report = reportInto(problems, path);
    const message = 'The outline does not name this unit.';
    report({
      code: 'unlisted-unit',
      message,
      remedy: 'Add it to "outline:" in course.yaml.',
      severity: 'warning',
    });
  }
  return units;
}

/** Compiles until nothing more is wanted. Markdown nested without end is a mistake, not a crash. */
async function settled<T>(
  source: CourseSource,
  file: Omit<FileToCompile, 'materials'>,
  problems: SourceProblem[],
  compile: (input: FileToCompile) => T,
) {
  const materials = noMaterials();
  try {
    let result: T;
    do result = compile({ ...file, materials });
    while (await fetchWanted(materials, source));
    return result;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const message = 'The text is nested too deeply.';
    reportInto(
      problems,
      file.file,
    )({ code: 'too-deep', message, remedy: 'Take quotes, lists or elements apart.' });
    return null;
  }
}

async function compileUnits(
  source: CourseSource,
  units: OpenUnit[],
  context: CourseContext,
  types: ActivityTypes,
  problems: SourceProblem[],
) {
  const known = unitsOf(types);
  const contextHash = hashOf({ ...context, units: [...context.units], assets: [...context.assets.values()] });
  const compiled = new Map<string, CompiledUnit>();
  const keys = new Map<string, string>();
  for (const { file, text, key, front } of units) {
    const cacheKey = hashOf([contextHash, file, text]);
    const result =
      known.get(cacheKey) ??
      (await settled(source, { file, text, context }, problems, (input) =>
        compileUnit({ ...input, key, front }, types),
      ));
    if (!result) continue;
    if (!known.has(cacheKey)) {
      known.set(cacheKey, result);
      // A long course must not hold up the pages that this process serves meanwhile.
      await setImmediate();
    }
    compiled.set(file, result);
    problems.push(...result.problems);
    for (const [activity, place] of result.places) {
      const other = keys.get(activity);
      if (other) reportDuplicate(activity, place, other, reportInto(problems, file));
      else keys.set(activity, file);
    }
  }
  return compiled;
}

/** Cover and pictures of the staff, named in course.yaml. */
function picturesOf(manifest: YamlValue<Manifest>, context: CourseContext, problems: SourceProblem[]) {
  const { asset } = referencesOf(manifestFile, context, reportInto(problems, manifestFile));
  const address = (path: string | undefined, at: (string | number)[]) => {
    const found = path ? asset(path, manifest.placeOf(at)) : null;
    return found && addressOf(found);
  };
  const { cover, staff = [] } = manifest.value;
  return {
    cover: address(cover, ['cover']),
    pictures: staff.map(({ picture }, index) => address(picture, ['staff', index, 'picture'])),
  };
}

async function compileAboutFile(
  source: CourseSource,
  context: CourseContext,
  problems: SourceProblem[],
): Promise<string> {
  const file = 'about.md';
  if (!source.paths.includes(file)) return '';
  const report = reportInto(problems, file);
  const text = await readText(source, file, report);
  if (text === null) return '';
  checkAboutFrontMatter(text, report);
  const result = await settled(source, { file, text, context }, problems, compileAbout);
  problems.push(...(result?.problems ?? []));
  return result?.html ?? '';
}

export async function compileCourse(source: CourseSource, types: ActivityTypes): Promise<Compilation> {
  const problems: SourceProblem[] = [];
  const files = await describeFiles(source);
  const sourceHash = hashOf(Object.fromEntries([...files].map(([path, { sha256 }]) => [path, sha256])));
  const failed = () => ({ release: null, problems: inOrder(problems), sourceHash, files });

  const report = reportInto(problems, manifestFile);
  if (!files.has(manifestFile)) {
    report({
      code: 'missing-manifest',
      message: 'There is no course.yaml.',
      remedy: 'Create it at the top of the folder.',
    });
    return failed();
  }
  const yaml = await readText(source, manifestFile, report);
  const manifest = yaml === null ? null : readManifest(yaml, report);
  if (!manifest) return failed();

  const units = await openUnits(source, files, manifest, problems);
  const assets = assetsOf(files);
  const { language = 'en', license = 'all-rights-reserved', defaults, grading } = manifest.value;
  const attempts = defaults?.attempts ?? 'unlimited';
  const context: CourseContext = {
    language,
    license,
    defaults: {
      attempts: attempts === 'unlimited' ? null : attempts,
      showAnswer: defaults?.['show-answer'] ?? 'finished',
    },
    categories: (grading?.categories ?? []).map(({ key }) => key),
    units: new Map(units.map(({ file, key }) => [file, key])),
    assets: new Map(assets.map((asset) => [asset.path, asset])),
  };
  const compiled = await compileUnits(source, units, context, types, problems);
  const about = await compileAboutFile(source, context, problems);
  const pictures = picturesOf(manifest, context, problems);
  if (problems.some(({ severity }) => severity === 'error')) return failed();
  const release = assemble({ manifest: manifest.value, about, ...pictures, units: compiled, assets, types });
  return { release, problems: inOrder(problems), sourceHash, files };
}
