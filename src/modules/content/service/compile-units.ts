/** Compiles the units of a course. Each is kept by the hash of its text and of what it may refer to. */
import { setImmediate } from 'node:timers/promises';
import type { ActivityTypes } from '../contract.ts';
import { parseMarkdown } from '../rules/markdown.ts';
import { reportInto } from '../rules/problems.ts';
import { hashOf } from '../rules/release.ts';
import {
  type CompiledUnit,
  type CourseContext,
  compileUnit,
  type FileToCompile,
  reportDuplicate,
} from '../rules/unit.ts';
import type { SourceProblem } from '../schema.ts';
import { findCompiled, keepCompiled } from './compiled-units.ts';
import { fetchWanted, noMaterials } from './materials.ts';
import type { OpenUnit } from './open-units.ts';
import type { CourseSource } from './source.ts';
import type { OpenVariant } from './variants.ts';

/** Compiles until nothing more is wanted. Markdown nested without end is a mistake, not a crash. */
export async function settled<T>(
  source: CourseSource,
  file: Omit<FileToCompile, 'root' | 'materials'>,
  problems: SourceProblem[],
  compile: (input: FileToCompile) => T,
) {
  const materials = noMaterials();
  const tooDeep = () => {
    const message = 'The text is nested too deeply, or has a table with far more columns than its rows fill.';
    const remedy = 'Take quotes, lists, elements or tables apart.';
    reportInto(problems, file.file)({ code: 'too-deep', message, remedy });
    return null;
  };
  const root = parseMarkdown(file.text);
  if (root.data?.unread) return tooDeep();
  try {
    let result: T;
    do result = compile({ ...file, root, materials });
    while (await fetchWanted(materials, source));
    return result;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return tooDeep();
  }
}

/** Hash of all that a file may refer to. */
const contextHashOf = (context: CourseContext): string =>
  hashOf({
    ...context,
    // In the order of files: a unit that moves in the outline changes none.
    units: [...context.units].sort(([a], [b]) => (a < b ? -1 : 1)),
    assets: [...context.assets.values()],
    rubrics: [...context.rubrics],
  });

/** A unit as it was compiled before; else it is compiled now. Null: it cannot be, which is reported. */
async function compiledUnit(
  source: CourseSource,
  { sha256, ...input }: Omit<Parameters<typeof compileUnit>[0], 'root' | 'materials'> & { sha256: string },
  contextHash: string,
  types: ActivityTypes,
  problems: SourceProblem[],
): Promise<CompiledUnit | null> {
  const { file, key, front, original } = input;
  const ofOriginal = original && hashOf([key, front.value, [...original.written]]);
  const cacheKey = `${contextHash} ${sha256} ${ofOriginal ?? ''} ${file}`;
  const found = findCompiled(types, cacheKey);
  if (found) return found;
  const made = await settled(source, input, problems, (file) => compileUnit({ ...input, ...file }, types));
  if (!made) return null;
  keepCompiled(types, cacheKey, made);
  // A long course must not hold up the pages that this process serves meanwhile.
  await setImmediate();
  return made;
}

export async function compileUnits(
  source: CourseSource,
  units: OpenUnit[],
  context: CourseContext,
  types: ActivityTypes,
  problems: SourceProblem[],
) {
  const contextHash = contextHashOf(context);
  const compiled = new Map<string, CompiledUnit>();
  const keys = new Map<string, string>();
  for (const unit of units) {
    const { file } = unit;
    const result = await compiledUnit(source, { ...unit, context }, contextHash, types, problems);
    if (!result) continue;
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

/** A variant is what its original is, and has a title of its own. */
export function inputOf(
  { file, text, sha256, front, original: { key, front: meant } }: OpenVariant,
  original: CompiledUnit,
  context: CourseContext,
) {
  const { exam } = meant.value;
  const value = { title: front.value.title, ...(exam && { exam }) };
  return { file, text, sha256, key, front: { ...front, value }, context, original };
}

/** Variants, each with the attributes and ids of its original. */
export async function compileVariants(
  source: CourseSource,
  open: readonly OpenVariant[],
  originals: ReadonlyMap<string, CompiledUnit>,
  contexts: ReadonlyMap<string, CourseContext>,
  types: ActivityTypes,
  problems: SourceProblem[],
) {
  const compiled = new Map<string, CompiledUnit>();
  for (const [language, variants] of Map.groupBy(open, (variant) => variant.language)) {
    const context = contexts.get(language);
    if (!context) continue;
    const contextHash = contextHashOf(context);
    for (const variant of variants) {
      const original = originals.get(variant.original.file);
      if (!original) continue;
      const input = inputOf(variant, original, context);
      const result = await compiledUnit(source, input, contextHash, types, problems);
      if (!result) continue;
      compiled.set(variant.file, result);
      problems.push(...result.problems);
    }
  }
  return compiled;
}
