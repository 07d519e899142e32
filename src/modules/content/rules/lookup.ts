/** Looking things up in a release: an index is made once per release and lives as long as it. */
import type { Activity } from '../contract.ts';
import type { OutlineSection, OutlineUnit, Pool, Release, Unit } from '../schema.ts';

/** What of a release is looked up. */
type Listed = Pick<Release, 'units' | 'activities' | 'outline'>;

interface ReleaseIndex {
  units: Map<string, number>;
  activities: Map<string, Activity>;
  pools: Map<string, Pool>;
  titles: Map<string, string>;
}
const indexes = new WeakMap<Listed, ReleaseIndex>();

const poolsIn = (nodes: readonly (OutlineSection | OutlineUnit)[]): Pool[] =>
  nodes.flatMap((node) => (node.kind === 'unit' ? (node.pools ?? []) : poolsIn(node.children)));

/** By its unit where it has no title, with a number where several there have none. */
function titlesIn({ units, activities }: Listed): Map<string, string> {
  const unitTitles = new Map(units.map(({ key, title }) => [key, title]));
  const untitled = Map.groupBy(
    activities.filter(({ title }) => !title),
    ({ unitKey }) => unitKey,
  );
  return new Map(
    activities.map((activity) => {
      const { key, title, unitKey } = activity;
      const unit = unitTitles.get(unitKey) ?? key;
      const alike = untitled.get(unitKey) ?? [];
      return [key, title || (alike.length > 1 ? `${unit} · ${alike.indexOf(activity) + 1}` : unit)];
    }),
  );
}

function indexOf(release: Listed): ReleaseIndex {
  let index = indexes.get(release);
  if (!index) {
    index = {
      units: new Map(release.units.map(({ key }, position) => [key, position])),
      activities: new Map(release.activities.map((activity) => [activity.key, activity])),
      titles: titlesIn(release),
      pools: new Map(poolsIn(release.outline).map((pool) => [pool.key, pool])),
    };
    indexes.set(release, index);
  }
  return index;
}

export const findActivity = (release: Release, key: string): Activity | null =>
  indexOf(release).activities.get(key) ?? null;

/** What an activity is called where it stands alone; its key where the release has it not. */
export const titleOf = (release: Listed, key: string): string => indexOf(release).titles.get(key) ?? key;

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
