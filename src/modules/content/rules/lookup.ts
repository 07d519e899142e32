/** Looking things up in a release: an index is made once per release and lives as long as it. */
import type { Activity } from '../contract.ts';
import type { OutlineSection, OutlineUnit, Pool, Release, Unit } from '../schema.ts';

interface ReleaseIndex {
  units: Map<string, number>;
  activities: Map<string, Activity>;
  pools: Map<string, Pool>;
}
const indexes = new WeakMap<Release, ReleaseIndex>();

const poolsIn = (nodes: readonly (OutlineSection | OutlineUnit)[]): Pool[] =>
  nodes.flatMap((node) => (node.kind === 'unit' ? (node.pools ?? []) : poolsIn(node.children)));

function indexOf(release: Release): ReleaseIndex {
  let index = indexes.get(release);
  if (!index) {
    index = {
      units: new Map(release.units.map(({ key }, position) => [key, position])),
      activities: new Map(release.activities.map((activity) => [activity.key, activity])),
      pools: new Map(poolsIn(release.outline).map((pool) => [pool.key, pool])),
    };
    indexes.set(release, index);
  }
  return index;
}

export const findActivity = (release: Release, key: string): Activity | null =>
  indexOf(release).activities.get(key) ?? null;

export const findPool = (release: Release, key: string): Pool | null =>
  indexOf(release).pools.get(key) ?? null;

/** A unit with its neighbors in reading order. */
export function findUnit(
  release: Release,
  key: string,
): { unit: Unit; previous: Unit | null; next: Unit | null } | null {
  const position = indexOf(release).units.get(key);
  const unit = position === undefined ? undefined : release.units[position];
  if (position === undefined || !unit) return null;
  return { unit, previous: release.units[position - 1] ?? null, next: release.units[position + 1] ?? null };
}
