/** Joins what was compiled into a release and names it by its content. */
import { createHash } from 'node:crypto';
import { canonicalJson } from '#lib/canonical-json.ts';
import { allRightsReserved } from '#lib/license.ts';
import type { ActivityTypes } from '../contract.ts';
import type { Asset, CourseInfo, OutlineSection, OutlineUnit, Release, Unit } from '../schema.ts';
import { readDates } from './dates.ts';
import { gradingOf, licenseOf, type Manifest, type ManifestSection } from './manifest.ts';
import type { CompiledUnit } from './unit.ts';

export const hashOf = (value: unknown): string =>
  createHash('sha256').update(canonicalJson(value)).digest('hex');

export interface ReleaseParts {
  manifest: Manifest;
  about: string;
  cover: string | null;
  pictures: (string | null)[];
  /** By path of the file. */
  units: ReadonlyMap<string, CompiledUnit>;
  assets: Asset[];
  types: ActivityTypes;
}

function courseOf({ manifest, about, cover, pictures }: ReleaseParts): CourseInfo {
  return {
    key: manifest.key,
    title: manifest.title,
    summary: manifest.summary ?? '',
    language: manifest.language ?? 'en',
    subject: manifest.subject ?? null,
    level: manifest.level ?? null,
    pace: manifest.pace ?? 'self',
    effort: manifest.effort ?? null,
    cover,
    license: licenseOf(manifest.license ?? allRightsReserved, manifest.attribution),
    ...(manifest['based-on'] && {
      basedOn: manifest['based-on'].map(({ license: id, ...parent }) => ({ id, ...parent })),
    }),
    staff: (manifest.staff ?? []).map(({ picture: _, ...person }, index) => ({
      ...person,
      ...(pictures[index] ? { picture: pictures[index] } : {}),
    })),
    about,
  };
}

export function assemble(parts: ReleaseParts): Release {
  const { manifest, units: compiled, types, assets } = parts;
  const units: Unit[] = [];

  const unitNode = (file: string, path: Unit['path']): OutlineUnit[] => {
    const found = compiled.get(file);
    if (!found) return [];
    units.push({ ...found.unit, path });
    const counted = found.activities.filter(({ type, points }) => points > 0 || types.get(type)?.answer);
    return [
      {
        ...{ kind: 'unit' as const, key: found.unit.key, title: found.unit.title, category: found.category },
        activities: counted.map(({ key }) => key),
        ...(found.pools.length > 0 && { pools: found.pools }),
        ...(found.dates && { dates: found.dates }),
      },
    ];
  };
  const sectionNode = (node: ManifestSection, above: Unit['path']): OutlineSection => {
    const dates = readDates(node, () => {});
    const path = [...above, { key: node.section, title: node.title }];
    return {
      ...{ kind: 'section' as const, key: node.section, title: node.title, category: node.category ?? null },
      children: [
        ...(node.units ?? []).flatMap((file) => unitNode(file, path)),
        ...(node.sections ?? []).map((inner) => sectionNode(inner, path)),
      ],
      ...(dates && { dates }),
    };
  };

  const outline = manifest.outline.map((node) => sectionNode(node, []));
  const activities = units.flatMap(({ file }) => compiled.get(file)?.activities ?? []);
  const content = {
    course: courseOf(parts),
    grading: gradingOf(manifest),
    outline,
    units,
    activities,
    assets,
  };
  return { id: hashOf(content), ...content };
}
