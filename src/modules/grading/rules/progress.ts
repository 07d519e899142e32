/** Completion: a unit is complete when the learner said so, or has handed in everything in it. */
import type { OutlineUnit, Release } from '#modules/content/index.ts';

export interface Done {
  done: ReadonlySet<string>;
  answered: ReadonlySet<string>;
}

type Completable = Pick<OutlineUnit, 'key' | 'activities' | 'pools'>;

export function isComplete(unit: Completable, { done, answered }: Done): boolean {
  if (done.has(unit.key)) return true;
  const { activities, pools = [] } = unit;
  // Nobody can answer what they did not draw: of a pool as many count as are drawn from it.
  const fromPools = new Set(pools.flatMap((pool) => pool.activities));
  const isAnswered = (key: string) => answered.has(key);
  return (
    activities.length > 0 &&
    activities.every((key) => fromPools.has(key) || isAnswered(key)) &&
    pools.every((pool) => pool.activities.filter(isAnswered).length >= pool.draw)
  );
}

/** The unit to go on with: the first that is not complete after the last one seen, else the first not complete at all. */
export function nextUnit(units: Completable[], state: Done, lastSeen: string | null): string | null {
  const from = Math.max(
    0,
    units.findIndex(({ key }) => key === lastSeen),
  );
  const open = (unit: Completable) => !isComplete(unit, state);
  return (units.slice(from).find(open) ?? units.find(open) ?? units[0])?.key ?? null;
}

/** Units of a release with the activities that can be handed in, in reading order. */
export function unitsOf(release: Pick<Release, 'outline'>): OutlineUnit[] {
  const walk = (nodes: (Release['outline'][number] | OutlineUnit)[]): OutlineUnit[] =>
    nodes.flatMap((node) => (node.kind === 'unit' ? [node] : walk(node.children)));
  return walk(release.outline);
}
