/**
 * Compiled units, kept by the hash of all that they were made of. Another process of the same program may go on with
 * them: a save hook checks a whole course, of which one unit has changed.
 */
import { deserialize, serialize } from 'node:v8';
import { LRUCache } from 'lru-cache';
import type { ActivityTypes } from '../contract.ts';
import type { CompiledUnit } from '../rules/unit.ts';

/** What this process compiled or asked for, and what another left. */
interface KeptUnits {
  own: LRUCache<string, CompiledUnit>;
  left: ReadonlyMap<string, CompiledUnit>;
}

const keptUnits = new WeakMap<ActivityTypes, KeptUnits>();

function keptFor(types: ActivityTypes): KeptUnits {
  let kept = keptUnits.get(types);
  if (!kept) {
    const own = new LRUCache<string, CompiledUnit>({
      maxSize: 64_000_000,
      sizeCalculation: ({ unit, activities }) => JSON.stringify([unit, activities]).length,
    });
    kept = { own, left: new Map() };
    keptUnits.set(types, kept);
  }
  return kept;
}

export function findCompiled(types: ActivityTypes, key: string): CompiledUnit | undefined {
  const { own, left } = keptFor(types);
  const found = own.get(key);
  if (found) return found;
  const other = left.get(key);
  if (other) own.set(key, other);
  return other;
}

export const keepCompiled = (types: ActivityTypes, key: string, unit: CompiledUnit): void => {
  keptFor(types).own.set(key, unit);
};

/** For another process of the same build: the units that this one used. */
export const packCompiledUnits = (types: ActivityTypes): Buffer =>
  serialize(new Map(keptFor(types).own.entries()));

/** Throws where the bytes are not those of `packCompiledUnits`. */
export function unpackCompiledUnits(types: ActivityTypes, bytes: Buffer): void {
  const left: unknown = deserialize(bytes);
  if (!(left instanceof Map)) throw new TypeError('these are no compiled units');
  keptUnits.set(types, { ...keptFor(types), left });
}
