/** The other languages of a course: variants of its units, its own texts, its long text. */
import type { ActivityTypes, Rubric } from '../contract.ts';
import { readFence } from '../rules/front-matter.ts';
import { type Manifest, manifestFile } from '../rules/manifest.ts';
import { reportInto } from '../rules/problems.ts';
import {
  courseMark,
  courseTextsPath,
  languagesOf,
  readCourseTexts,
  readVariantFront,
  reportStale,
  translationMark,
  type VariantFront,
  variantPath,
} from '../rules/translation.ts';
import type { CompiledUnit, CourseContext } from '../rules/unit.ts';
import { fitVariant, poolActivities, toVariant } from '../rules/variant.ts';
import type { YamlValue } from '../rules/yaml.ts';
import type { CourseTexts, FileTree, SourceProblem, UnitVariant } from '../schema.ts';
import { readText } from './files.ts';
import type { OpenUnit } from './open-units.ts';
import type { CourseSource } from './source.ts';

/** A unit's file in another language. */
export interface OpenVariant {
  file: string;
  text: string;
  /** Of the file. */
  sha256: string;
  language: string;
  /** The original's other fields hold for the variant, too. */
  front: YamlValue<VariantFront>;
  original: OpenUnit;
}

const otherLanguages = (manifest: Manifest): string[] => languagesOf(manifest).slice(1);

export async function openVariants(
  source: CourseSource,
  files: FileTree,
  manifest: Manifest,
  units: readonly OpenUnit[],
  problems: SourceProblem[],
): Promise<OpenVariant[]> {
  const listed = new Set(units.map(({ file }) => file));
  const variants: OpenVariant[] = [];
  for (const language of otherLanguages(manifest))
    for (const original of units) {
      const file = variantPath(original.file, language);
      const facts = files.get(file);
      if (!facts || listed.has(file)) continue;
      const report = reportInto(problems, file);
      const text = await readText(source, file, report);
      const front = text === null ? null : readVariantFront(text, report);
      if (text !== null && front)
        variants.push({ file, text, sha256: facts.sha256, language, front, original });
    }
  return variants;
}

/** What a variant is compiled with: its language, links to either file of a unit, rubrics in its words. */
export function contextIn(
  language: string,
  context: CourseContext,
  variants: readonly OpenVariant[],
  rubrics: ReadonlyMap<string, Rubric>,
): CourseContext {
  const own = variants.filter((variant) => variant.language === language);
  const units = new Map([
    ...context.units,
    ...own.map(({ file, original }) => [file, original.key] as const),
  ]);
  return { ...context, language, units, rubrics: new Map([...context.rubrics, ...rubrics]) };
}

export interface CompiledVariants {
  /** Units that accept what is right in any language. */
  units: Map<string, CompiledUnit>;
  variants: UnitVariant[];
}

/** Joins compiled variants with their originals. */
export function joinVariants(
  units: ReadonlyMap<string, CompiledUnit>,
  open: readonly OpenVariant[],
  compiled: ReadonlyMap<string, CompiledUnit>,
  types: ActivityTypes,
  problems: SourceProblem[],
): CompiledVariants {
  const fitted = open.flatMap(({ file, front, original }) => {
    const [meant, variant] = [units.get(original.file), compiled.get(file)];
    if (!meant || !variant) return [];
    const report = reportInto(problems, file);
    const now = translationMark(original.text);
    const place = front.placeOf(['translates']);
    const stale = reportStale({ said: front.value.translates, now, of: original.file, place }, report);
    const severity = stale ? 'warning' : 'error';
    const fitting = fitVariant(meant, variant, types, (mistake) => report({ ...mistake, severity }));
    // Of a translation that nobody marked nothing is known: authors are told, learners need not be.
    return [
      { original: original.file, variant, fitting, stale: stale && front.value.translates !== undefined },
    ];
  });
  const pooled = new Map(units);
  for (const [file, own] of Map.groupBy(fitted, ({ original }) => original)) {
    const unit = units.get(file);
    const others = own.map(({ fitting }) => fitting);
    if (unit) pooled.set(file, { ...unit, activities: poolActivities(unit.activities, others, types) });
  }
  const variants = fitted.flatMap(({ original, variant, fitting, stale }): UnitVariant[] => {
    const unit = pooled.get(original);
    return unit ? [{ ...toVariant(unit, variant, fitting, types), ...(stale && { stale }) }] : [];
  });
  return { units: pooled, variants };
}

async function reportStaleAbout(
  source: CourseSource,
  files: FileTree,
  language: string,
  problems: SourceProblem[],
): Promise<void> {
  const [of, path] = ['about.md', `about.${language}.md`];
  if (!files.has(of) || !files.has(path)) return;
  const report = reportInto(problems, path);
  const [original, text] = [await readText(source, of, () => {}), await readText(source, path, () => {})];
  if (original === null || text === null) return;
  const said = /^translates:[ \t]*["']?([0-9a-f]{12})/m.exec(readFence(text).front ?? '')?.[1];
  reportStale({ said, now: translationMark(original), of, place: { line: 1, column: 1 } }, report);
}

/** What the course itself says in its other languages; `about` reads the long text of one. */
export async function readTranslations(
  source: CourseSource,
  files: FileTree,
  manifest: Manifest,
  problems: SourceProblem[],
  about: (language: string) => Promise<string>,
): Promise<Record<string, CourseTexts>> {
  const translations: Record<string, CourseTexts> = {};
  for (const language of otherLanguages(manifest)) {
    const path = courseTextsPath(language);
    const report = reportInto(problems, path);
    const text = files.has(path) ? await readText(source, path, report) : null;
    const yaml = text === null ? null : readCourseTexts(text, manifest, report);
    const { translates: said, ...texts } = yaml?.value ?? {};
    const place = yaml?.placeOf(['translates']) ?? null;
    if (yaml) reportStale({ said, now: courseMark(manifest), of: manifestFile, place }, report);
    const long = await about(language);
    await reportStaleAbout(source, files, language, problems);
    translations[language] = { ...texts, ...(long && { about: long }) };
  }
  return translations;
}
