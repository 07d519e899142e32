/** The units of a whole course. */
import type { CompiledUnit, CourseSource } from '#modules/content/index.ts';
import { checkUnit } from './rules/check.ts';
import type { Finding } from './schema.ts';

/** By path of the unit's file. */
export async function checkUnits(
  units: ReadonlyMap<string, CompiledUnit>,
  source: CourseSource,
  language: string,
): Promise<Map<string, Finding[]>> {
  const found = new Map<string, Finding[]>();
  for (const [file, unit] of units) {
    const text = new TextDecoder().decode(await source.read(file));
    found.set(file, checkUnit(unit, text, language));
  }
  return found;
}
