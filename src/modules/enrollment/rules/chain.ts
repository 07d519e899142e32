/** Where the dates of an activity may be written in a release: at itself, its unit, and the sections around it. */
import type { Activity, ActivityDates } from '#modules/content/contract.ts';
import type { OutlineSection, OutlineUnit, Release } from '#modules/content/index.ts';
import type { Target } from '../schema.ts';

export type DatedRelease = Pick<Release, 'outline' | 'grading'>;
export type DatedActivity = Pick<
  Activity,
  'key' | 'unitKey' | 'dates' | 'attempts' | 'type' | 'judgedBy' | 'group'
>;

/** A target with what the course says there; nearest first, the run last. */
export type Chain = readonly (Target & { dates: ActivityDates | undefined })[];

const wholeRun = { kind: 'run', key: '', dates: undefined } as const;
const aboveUnit = new WeakMap<object, Map<string, Chain>>();

function readOutline(outline: readonly OutlineSection[]): Map<string, Chain> {
  const chains = new Map<string, Chain>();
  const walk = (nodes: readonly (OutlineSection | OutlineUnit)[], above: Chain) => {
    for (const node of nodes) {
      const chain = [{ kind: node.kind, key: node.key, dates: node.dates }, ...above];
      if (node.kind === 'unit') chains.set(node.key, chain);
      else walk(node.children, chain);
    }
  };
  walk(outline, [wholeRun]);
  return chains;
}

export function chainOf(release: DatedRelease, activity: DatedActivity): Chain {
  let chains = aboveUnit.get(release.outline);
  if (!chains) {
    chains = readOutline(release.outline);
    aboveUnit.set(release.outline, chains);
  }
  const self = { kind: 'activity', key: activity.key, dates: activity.dates } as const;
  return [self, ...(chains.get(activity.unitKey) ?? [wholeRun])];
}

export const sameTarget = (a: Target, b: Target): boolean => a.kind === b.kind && a.key === b.key;
