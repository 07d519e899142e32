/** The units of a whole course. */
import type { CompiledUnit, CourseSource } from '#modules/content/index.ts';
import { checkUnit, foundBefore } from './rules/check.ts';
import type { Finding } from './schema.ts';

/** By path of the unit's file, each by the words of its own language. */
export async function checkUnits(
  units: ReadonlyMap<string, CompiledUnit>,
  source: CourseSource,
): Promise<Map<string, Finding[]>> {
  const found = new Map<string, Finding[]>();
  for (const [file, unit] of units) {
    const before = foundBefore(unit);
    if (before) found.set(file, before);
    else found.set(file, checkUnit(unit, new TextDecoder().decode(await source.read(file)), unit.language));
  }
  return found;
}
