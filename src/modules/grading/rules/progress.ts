/** Completion: a unit is complete when the learner said so, or has handed in everything in it. */
import type { OutlineUnit, Release } from '#modules/content/index.ts';

export interface Done {
  done: ReadonlySet<string>;
  answered: ReadonlySet<string>;
}

export function isComplete(unit: Pick<OutlineUnit, 'key' | 'activities'>, { done, answered }: Done): boolean {
  return (
    done.has(unit.key) || (unit.activities.length > 0 && unit.activities.every((key) => answered.has(key)))
  );
}

/** The unit to go on with: the first that is not complete after the last one seen, else the first not complete at all. */
export function nextUnit(
  units: Pick<OutlineUnit, 'key' | 'activities'>[],
  state: Done,
  lastSeen: string | null,
): string | null {
  const from = Math.max(
    0,
    units.findIndex(({ key }) => key === lastSeen),
  );
  const open = (unit: Pick<OutlineUnit, 'key' | 'activities'>) => !isComplete(unit, state);
  return (units.slice(from).find(open) ?? units.find(open) ?? units[0])?.key ?? null;
}

/** Units of a release with the activities that can be handed in, in reading order. */
export function unitsOf(release: Pick<Release, 'outline'>): OutlineUnit[] {
  const walk = (nodes: (Release['outline'][number] | OutlineUnit)[]): OutlineUnit[] =>
    nodes.flatMap((node) => (node.kind === 'unit' ? [node] : walk(node.children)));
  return walk(release.outline);
}
