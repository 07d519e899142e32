/** course.yaml of a cartridge: its words, its license, its groups of assignments as categories. */
import { keyOf, slugOf, uniqueNames } from '../../keys.ts';
import type { AssignmentGroup, Cartridge, Thing } from '../wire/things.ts';

export interface Category {
  key: string;
  title: string;
  weight: number;
  drop?: number;
  'drop-highest'?: number;
}

const perCent = (share: number) => Math.min(100, Math.max(0, Math.round(share * 1e4) / 1e4));

function pointsOf(thing: Thing): number {
  if (thing.kind === 'assignment') return thing.points ?? 0;
  return thing.kind === 'quiz' && thing.graded ? 1 : 0;
}

const groupOf = (thing: Thing): string | null =>
  thing.kind === 'assignment' || thing.kind === 'quiz' ? thing.group : null;

/** Categories by the identifier of their group; `weighted`: the source says their weights. */
export function categoriesOf({ groups, things }: Cartridge): {
  byGroup: Map<string, Category>;
  weighted: boolean;
} {
  const unique = uniqueNames();
  const weighted = groups.some(({ weight }) => weight > 0);
  const points = (group: AssignmentGroup) =>
    things.filter((thing) => groupOf(thing) === group.id).reduce((sum, thing) => sum + pointsOf(thing), 0);
  const used = groups.filter((group) => (weighted ? group.weight > 0 : points(group) > 0));
  const total = used.reduce((sum, group) => sum + points(group), 0);
  const byGroup = new Map(
    used.map((group): [string, Category] => {
      const { id, title, weight, dropLowest, dropHighest } = group;
      return [
        id,
        {
          key: unique(slugOf(title || 'assignments', 'assignments')),
          title: title || 'Assignments',
          weight: perCent(weighted ? weight : (100 * points(group)) / total),
          ...(dropLowest > 0 && { drop: dropLowest }),
          ...(dropHighest > 0 && { 'drop-highest': dropHighest }),
        },
      ];
    }),
  );
  return { byGroup, weighted };
}

const canvasLicenses: Record<string, string> = {
  private: 'all-rights-reserved',
  public_domain: 'CC0-1.0',
  cc_by: 'CC-BY-4.0',
  cc_by_sa: 'CC-BY-SA-4.0',
  cc_by_nc: 'CC-BY-NC-4.0',
  cc_by_nc_sa: 'CC-BY-NC-SA-4.0',
  cc_by_nd: 'CC-BY-ND-4.0',
  cc_by_nc_nd: 'CC-BY-NC-ND-4.0',
};

/** An SPDX id, from a word of Canvas, an address of Creative Commons, or such an id; null: nothing of these. */
export function licenseOf(rights: string): string | null {
  const [word = ''] = rights.split(' ');
  if (Object.hasOwn(canvasLicenses, word)) return canvasLicenses[word] ?? null;
  if (/public domain/i.test(rights)) return 'CC0-1.0';
  const spdx = /\b(CC-BY(?:-NC)?(?:-SA|-ND)?-\d\.\d|CC0-1\.0|all-rights-reserved)\b/.exec(rights)?.[1];
  if (spdx) return spdx;
  const [, kind, version = '4.0'] =
    /creativecommons\.org\/licenses\/([a-z-]+)(?:\/(\d\.\d))?/i.exec(rights) ?? [];
  if (kind) return `CC-${kind.toUpperCase()}-${version}`;
  if (/creativecommons\.org\/publicdomain\/zero/i.test(rights)) return 'CC0-1.0';
  return /private|copyrighted|all rights reserved/i.test(rights) ? 'all-rights-reserved' : null;
}

/** Lower bounds, highest first; one that starts at nothing is no pass. */
export function lettersOf({ letters }: Cartridge): Record<string, number> | null {
  const sorted = letters.filter(([letter]) => letter.trim()).toSorted((a, b) => b[1] - a[1]);
  return sorted.length > 1
    ? Object.fromEntries(sorted.map(([letter, from]) => [letter.trim().slice(0, 20), perCent(from)]))
    : null;
}

export const courseKeyOf = ({ code, title }: Cartridge): string =>
  keyOf(slugOf(title || code || 'course', 'course')).toLowerCase();
