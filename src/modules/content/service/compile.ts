/**
 * Compiles a course source to a release. All mistakes are named in one go; with an error among them there is no release.
 * Compiled units are kept, so that a check after one edit is immediate.
 */
import { allRightsReserved } from '#lib/license.ts';
import type { ActivityTypes, Rubric } from '../contract.ts';
import { checkAboutFrontMatter } from '../rules/front-matter.ts';
import { type Manifest, manifestFile, readManifest } from '../rules/manifest.ts';
import { inOrder, reportInto } from '../rules/problems.ts';
import { addressOf, referencesOf } from '../rules/references.ts';
import { assemble, hashOf } from '../rules/release.ts';
import { readReveal } from '../rules/reveal.ts';
import { languagesOf } from '../rules/translation.ts';
import {
  type CompiledUnit,
  type CourseContext,
  compileAbout,
  compileRubric,
  compileUnit,
} from '../rules/unit.ts';
import type { YamlValue } from '../rules/yaml.ts';
import type { Asset, FileTree, Release, SourceProblem } from '../schema.ts';
import { compileUnits, compileVariants, inputOf, settled } from './compile-units.ts';
import { assetsOf, describeFiles, readText } from './files.ts';
import { type OpenUnit, openUnits } from './open-units.ts';
import { readOnce } from './read-once.ts';
import type { CourseSource } from './source.ts';
import { contextIn, joinVariants, openVariants, readTranslations } from './variants.ts';

export interface Compilation {
  release: Release | null;
  problems: SourceProblem[];
  /** What each unit became, by its file; also where the course has errors. */
  units: ReadonlyMap<string, CompiledUnit>;
  /** The same of variants in other languages. */
  variants: ReadonlyMap<string, CompiledUnit>;
  /** Hash of paths and bytes of the source. */
  sourceHash: string;
  /** What each file of the source is, for storing it. */
  files: FileTree;
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
  file = 'about.md',
): Promise<string> {
  if (!source.paths.includes(file)) return '';
  const report = reportInto(problems, file);
  const text = await readText(source, file, report);
  if (text === null) return '';
  checkAboutFrontMatter(text, report);
  const result = await settled(source, { file, text, context }, problems, compileAbout);
  problems.push(...(result?.problems ?? []));
  return result?.html ?? '';
}

const rubricPath = /^rubrics\/([\w-]+)(?:\.([a-zA-Z-]+))?\.md$/;

/** Every `rubrics/<name>.md`, for the activities that name it; of a translation every `rubrics/<name>.<language>.md`. */
async function compileRubrics(
  source: CourseSource,
  context: CourseContext,
  problems: SourceProblem[],
  language?: string,
) {
  const rubrics = new Map<string, Rubric>();
  for (const file of source.paths.toSorted()) {
    const [, named, of] = rubricPath.exec(file) ?? [];
    const name = of === language ? named : undefined;
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

const manifestOf = readOnce(readManifest, 100);

/** The course around its units: what each of them is compiled with. Null where course.yaml cannot be read. */
async function openCourse(source: CourseSource, files: FileTree, problems: SourceProblem[]) {
  const report = reportInto(problems, manifestFile);
  const facts = files.get(manifestFile);
  if (!facts) {
    report({
      code: 'missing-manifest',
      message: 'There is no course.yaml.',
      remedy: 'Create it at the top of the folder.',
    });
    return null;
  }
  const yaml = await readText(source, manifestFile, report);
  const manifest = yaml === null ? null : manifestOf(manifestFile, yaml, facts.sha256, problems);
  if (!manifest) return null;
  const units = await openUnits(source, files, manifest, problems);
  const assets = assetsOf(files);
  const plain = contextOf(manifest.value, units, assets);
  const context = { ...plain, rubrics: await compileRubrics(source, plain, problems) };
  const variants = await openVariants(source, files, manifest.value, units, problems);
  const contexts = new Map<string, CourseContext>();
  for (const language of languagesOf(manifest.value).slice(1)) {
    const own = { ...plain, language };
    const rubrics = await compileRubrics(source, own, problems, language);
    contexts.set(language, contextIn(language, context, variants, rubrics));
  }
  return { manifest, units, variants, assets, context, contexts };
}

type OpenCourse = NonNullable<Awaited<ReturnType<typeof openCourse>>>;

export async function compileCourse(source: CourseSource, types: ActivityTypes): Promise<Compilation> {
  const problems: SourceProblem[] = [];
  const files = await describeFiles(source);
  const sourceHash = hashOf(Object.fromEntries([...files].map(([path, { sha256 }]) => [path, sha256])));
  const course = await openCourse(source, files, problems);
  const none = new Map<string, CompiledUnit>();
  if (!course)
    return { release: null, problems: inOrder(problems), units: none, variants: none, sourceHash, files };

  const { manifest, assets, context, contexts } = course;
  const compiled = await compileUnits(source, course.units, context, types, problems);
  const inOthers = await compileVariants(source, course.variants, compiled, contexts, types, problems);
  const { units, variants } = joinVariants(compiled, course.variants, inOthers, types, problems);
  const about = await compileAboutFile(source, context, problems);
  const aboutIn = (language: string) =>
    compileAboutFile(source, contexts.get(language) ?? context, problems, `about.${language}.md`);
  const translations = await readTranslations(source, files, manifest.value, problems, aboutIn);
  const pictures = picturesOf(manifest, context, problems);
  const parts = {
    manifest: manifest.value,
    about,
    ...pictures,
    units,
    variants,
    translations,
    assets,
    types,
  };
  const isWhole = problems.every(({ severity }) => severity !== 'error');
  const release = isWhole ? assemble(parts) : null;
  return { release, problems: inOrder(problems), units: compiled, variants: inOthers, sourceHash, files };
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

/** A unit or a variant of one; null: the course names no such file. */
async function draftInput(
  source: CourseSource,
  { units, variants, context, contexts }: OpenCourse,
  file: string,
  types: ActivityTypes,
  problems: SourceProblem[],
) {
  const unit = units.find((one) => one.file === file);
  if (unit) return { file, text: unit.text, key: unit.key, front: unit.front, context };
  const variant = variants.find((one) => one.file === file);
  if (!variant) return null;
  const [original] = (await compileUnits(source, [variant.original], context, types, problems)).values();
  return original ? inputOf(variant, original, contexts.get(variant.language) ?? context) : null;
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
  const input = await draftInput(source, course, file, types, problems);
  const text = input?.text ?? (await readText(source, file, reportInto(problems, file))) ?? '';
  const compiled =
    input &&
    (await settled(source, { ...input, lines: true }, problems, (all) =>
      compileUnit({ ...input, ...all }, types),
    ));
  problems.push(...(compiled?.problems ?? []));
  const { title, grading, license } = course.manifest.value;
  const language = input?.context.language ?? course.context.language;
  return {
    ...{ file, text, course: { title, grading, license, language } },
    compiled: compiled ?? null,
    problems: inOrder(problems.filter((problem) => problem.file === file)),
  };
}
