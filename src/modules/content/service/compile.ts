/**
 * Compiles a course source to a release. All mistakes are named in one go; with an error among them there is no release.
 * Units are kept by the hash of their text and of what they may refer to, so that a check after one edit is immediate.
 */
import { setImmediate } from 'node:timers/promises';
import { LRUCache } from 'lru-cache';
import { allRightsReserved } from '#lib/license.ts';
import type { ActivityTypes, Rubric } from '../contract.ts';
import { checkAboutFrontMatter, type Manifest, manifestFile, readManifest } from '../rules/manifest.ts';
import { inOrder, reportInto } from '../rules/problems.ts';
import { addressOf, referencesOf } from '../rules/references.ts';
import { assemble, hashOf } from '../rules/release.ts';
import { readReveal } from '../rules/reveal.ts';
import {
  type CompiledUnit,
  type CourseContext,
  compileAbout,
  compileRubric,
  compileUnit,
  type FileToCompile,
  reportDuplicate,
} from '../rules/unit.ts';
import type { YamlValue } from '../rules/yaml.ts';
import type { Asset, FileTree, Release, SourceProblem } from '../schema.ts';
import { assetsOf, describeFiles, readText } from './files.ts';
import { fetchWanted, noMaterials } from './materials.ts';
import { type OpenUnit, openUnits } from './open-units.ts';
import type { CourseSource } from './source.ts';

export interface Compilation {
  release: Release | null;
  problems: SourceProblem[];
  /** What each unit became, by its file; also where the course has errors. */
  units: ReadonlyMap<string, CompiledUnit>;
  /** Hash of paths and bytes of the source. */
  sourceHash: string;
  /** What each file of the source is, for storing it. */
  files: FileTree;
}

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
  const contextHash = hashOf({
    ...context,
    // In the order of files: a unit that moves in the outline changes none.
    units: [...context.units].sort(([a], [b]) => (a < b ? -1 : 1)),
    assets: [...context.assets.values()],
    rubrics: [...context.rubrics],
  });
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

const rubricPath = /^rubrics\/([\w-]+)\.md$/;

/** Every `rubrics/<name>.md`, for the activities that name it. */
async function compileRubrics(source: CourseSource, context: CourseContext, problems: SourceProblem[]) {
  const rubrics = new Map<string, Rubric>();
  for (const file of source.paths.toSorted()) {
    const name = rubricPath.exec(file)?.[1];
    const text = name ? await readText(source, file, reportInto(problems, file)) : null;
    if (!name || text === null) continue;
    const result = await settled(source, { file, text, context }, problems, compileRubric);
    problems.push(...(result?.problems ?? []));
    if (result?.rubric) rubrics.set(name, result.rubric);
  }
  return rubrics;
}

function contextOf(manifest: Manifest, units: OpenUnit[], assets: Asset[]): CourseContext {
  const { language = 'en', license = allRightsReserved, defaults, grading } = manifest;
  const attempts = defaults?.attempts ?? 'unlimited';
  return {
    language,
    license,
    defaults: {
      attempts: attempts === 'unlimited' ? null : attempts,
      showAnswer: defaults?.['show-answer'] ?? 'finished',
      reveal: readReveal(defaults ?? {}),
    },
    categories: (grading?.categories ?? []).map(({ key }) => key),
    units: new Map(units.map(({ file, key }) => [file, key])),
    assets: new Map(assets.map((asset) => [asset.path, asset])),
    rubrics: new Map(),
  };
}

/** The course around its units: what each of them is compiled with. Null where course.yaml cannot be read. */
async function openCourse(source: CourseSource, files: FileTree, problems: SourceProblem[]) {
  const report = reportInto(problems, manifestFile);
  if (!files.has(manifestFile)) {
    report({
      code: 'missing-manifest',
      message: 'There is no course.yaml.',
      remedy: 'Create it at the top of the folder.',
    });
    return null;
  }
  const yaml = await readText(source, manifestFile, report);
  const manifest = yaml === null ? null : readManifest(yaml, report);
  if (!manifest) return null;
  const units = await openUnits(source, files, manifest, problems);
  const assets = assetsOf(files);
  const plain = contextOf(manifest.value, units, assets);
  const context = { ...plain, rubrics: await compileRubrics(source, plain, problems) };
  return { manifest, units, assets, context };
}

export async function compileCourse(source: CourseSource, types: ActivityTypes): Promise<Compilation> {
  const problems: SourceProblem[] = [];
  const files = await describeFiles(source);
  const sourceHash = hashOf(Object.fromEntries([...files].map(([path, { sha256 }]) => [path, sha256])));
  const failed = (units: ReadonlyMap<string, CompiledUnit>) => ({
    ...{ release: null, problems: inOrder(problems), units, sourceHash, files },
  });

  const course = await openCourse(source, files, problems);
  if (!course) return failed(new Map());
  const { manifest, units, assets, context } = course;
  const compiled = await compileUnits(source, units, context, types, problems);
  const about = await compileAboutFile(source, context, problems);
  const pictures = picturesOf(manifest, context, problems);
  if (problems.some(({ severity }) => severity === 'error')) return failed(compiled);
  const release = assemble({ manifest: manifest.value, about, ...pictures, units: compiled, assets, types });
  return { release, problems: inOrder(problems), units: compiled, sourceHash, files };
}

/** A unit as it stands, mistakes and all: for those who write it. */
export interface UnitDraft {
  file: string;
  text: string;
  course: Pick<Manifest, 'title' | 'grading' | 'license'> & { language: string };
  /** Null where the text says too little to be a unit. Its blocks name the lines they stand on. */
  compiled: CompiledUnit | null;
  /** Of this file. */
  problems: SourceProblem[];
}

/** Compiles one unit of a course that need not be whole. Null: course.yaml is broken. */
export async function compileUnitDraft(
  source: CourseSource,
  file: string,
  types: ActivityTypes,
): Promise<UnitDraft | null> {
  const problems: SourceProblem[] = [];
  const course = await openCourse(source, await describeFiles(source), problems);
  if (!course) return null;
  const { manifest, units, context } = course;
  const open = units.find((unit) => unit.file === file);
  const text = open?.text ?? (await readText(source, file, reportInto(problems, file))) ?? '';
  const compiled =
    open &&
    (await settled(source, { file, text, context, lines: true }, problems, (input) =>
      compileUnit({ ...input, key: open.key, front: open.front }, types),
    ));
  problems.push(...(compiled?.problems ?? []));
  const { title, grading, license } = manifest.value;
  return {
    ...{ file, text, course: { title, grading, license, language: context.language } },
    compiled: compiled ?? null,
    problems: inOrder(problems.filter((problem) => problem.file === file)),
  };
}
