/** Joins what was compiled into a release and names it by its content: by the hashes of its units and of what is around them. */
import { createHash } from 'node:crypto';
import { canonicalJson } from '#lib/canonical-json.ts';
import { allRightsReserved } from '#lib/license.ts';
import type { Activity, ActivityTypes } from '../contract.ts';
import type {
  Asset,
  CourseInfo,
  CourseTexts,
  OutlineSection,
  OutlineUnit,
  Release,
  Unit,
  UnitVariant,
} from '../schema.ts';
import { readDates } from './dates.ts';
import { gradingOf, licenseOf, type Manifest, type ManifestSection } from './manifest.ts';
import { languagesOf } from './translation.ts';
import type { CompiledUnit } from './unit.ts';

export const hashOf = (value: unknown): string =>
  createHash('sha256').update(canonicalJson(value)).digest('hex');

/** What a unit is stored as; where it stands in the outline is no part of it. */
export interface UnitBody {
  language: string;
  unit: Omit<Unit, 'path'>;
  activities: Activity[];
}

const unitHashes = new WeakMap<CompiledUnit, string>();
/** What was compiled never changes: a course is named anew after every edit, and most of its units stay. */
function unitHash(compiled: CompiledUnit, language: string): string {
  let hash = unitHashes.get(compiled);
  if (!hash) {
    const body: UnitBody = { language, unit: compiled.unit, activities: compiled.activities };
    hash = hashOf(body);
    unitHashes.set(compiled, hash);
  }
  return hash;
}

export interface ReleaseParts {
  manifest: Manifest;
  about: string;
  cover: string | null;
  pictures: (string | null)[];
  /** By path of the file. */
  units: ReadonlyMap<string, CompiledUnit>;
  /** In any order. */
  variants: UnitVariant[];
  translations: Record<string, CourseTexts>;
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
    ...(languagesOf(manifest).length > 1 && { languages: languagesOf(manifest) }),
  };
}

/** By language, then in reading order. */
function inReadingOrder(
  variants: readonly UnitVariant[],
  languages: readonly string[],
  units: readonly Unit[],
) {
  const places = new Map(units.map(({ key }, at) => [key, at]));
  return variants
    .filter(({ key }) => places.has(key))
    .toSorted(
      (one, other) =>
        languages.indexOf(one.language) - languages.indexOf(other.language) ||
        (places.get(one.key) ?? 0) - (places.get(other.key) ?? 0),
    );
}

export function assemble(parts: ReleaseParts): Release {
  const { manifest, units: compiled, types, assets } = parts;
  const course = courseOf(parts);
  const units: Unit[] = [];
  const hashes: string[] = [];

  const unitNode = (file: string, path: Unit['path']): OutlineUnit[] => {
    const found = compiled.get(file);
    if (!found) return [];
    units.push({ ...found.unit, path });
    hashes.push(unitHash(found, course.language));
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
  const languages = languagesOf(manifest);
  const activities = units.flatMap(({ file }) => compiled.get(file)?.activities ?? []);
  const around = {
    course,
    grading: gradingOf(manifest),
    outline,
    assets,
    ...(languages.length > 1 && {
      variants: inReadingOrder(parts.variants, languages, units),
      translations: parts.translations,
    }),
  };
  return { id: hashOf({ ...around, units: hashes }), ...around, units, activities };
}
