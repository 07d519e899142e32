/** Releases and what they are made of. Nothing here is ever changed. */
import { query } from '#platform/database.ts';
import { hashOf, type UnitBody } from '../rules/release.ts';
import type { Asset, Release, Unit, UnitVariant } from '../schema.ts';
import { configurationOf } from './search.ts';

/** PostgreSQL holds at most 1 MB of distinct words a document; more text than this is not read by anyone. */
const longestSearched = 200_000;

/** Of a unit in another language of the course. */
interface VariantBody {
  language: string;
  variant: UnitVariant;
}
interface ReleaseManifest
  extends Pick<Release, 'course' | 'grading' | 'outline' | 'assets' | 'translations'> {
  /** Sections above each unit, in reading order. */
  paths: Unit['path'][];
}

export async function hasRelease(id: string): Promise<boolean> {
  const rows = await query('select 1 from content.release where id = $1', [id]);
  return rows.length > 0;
}

/** Files that have an address from now on, whether a release or only a draft holds them. */
export async function addAssets(assets: readonly Asset[]): Promise<void> {
  const rows = assets.map(({ path, ...asset }) => ({
    ...asset,
    name: path.slice(path.lastIndexOf('/') + 1),
  }));
  if (rows.length === 0) return;
  await query(
    `insert into content.asset (sha256, name, size, type)
     select sha256, name, size, type
     from jsonb_to_recordset($1::jsonb) as asset (sha256 text, name text, size bigint, type text)
     order by sha256, name
     on conflict do nothing`,
    [JSON.stringify(rows)],
  );
}

const bodyOf = ({ course, activities }: Release, { path: _, ...unit }: Unit): UnitBody => ({
  language: course.language,
  unit,
  activities: activities.filter(({ unitKey }) => unitKey === unit.key),
});

/** Units in reading order, then variants: what is stored once however many releases hold it. */
const rowsOf = (release: Release) =>
  [
    ...release.units.map((unit) => ({ unit, body: bodyOf(release, unit), language: null })),
    ...(release.variants ?? []).map((variant) => ({
      unit: variant,
      body: { language: variant.language, variant } satisfies VariantBody,
      language: variant.language,
    })),
  ].map(({ unit, body, language }) => ({
    ...{ sha256: hashOf(body), key: unit.key, title: unit.title, body, language },
    text: unit.text.slice(0, longestSearched),
    config: configurationOf(body.language),
  }));

/** Stores what is new of a release; units that another release holds already are not written again. */
export async function addRelease(release: Release, at: Date): Promise<void> {
  const { id, course, grading, outline, units, assets, translations } = release;
  const paths = units.map(({ path }) => path);
  const manifest: ReleaseManifest = { course, grading, outline, assets, paths, translations };
  const rows = rowsOf(release);
  await query(
    `insert into content.release (id, manifest, created_at) values ($1, $2, $3) on conflict (id) do nothing`,
    [id, JSON.stringify(manifest), at],
  );
  await query(
    `insert into content.unit (sha256, key, title, body, text, config, search)
     select sha256, key, title, body, text, config::regconfig,
       setweight(to_tsvector(config::regconfig, title), 'A') || setweight(to_tsvector(config::regconfig, text), 'B')
     from jsonb_to_recordset($1::jsonb)
       as unit (sha256 text, key text, title text, body jsonb, text text, config text)
     order by sha256
     on conflict (sha256) do nothing`,
    [JSON.stringify(rows)],
  );
  await query(
    `insert into content.release_unit (release_id, position, unit_sha256, language)
     select $1, position - 1, sha256, language
     from unnest($2::text[], $3::text[]) with ordinality as unit (sha256, language, position)
     on conflict do nothing`,
    [id, rows.map(({ sha256 }) => sha256), rows.map(({ language }) => language)],
  );
  await addAssets(assets);
}

export async function loadRelease(id: string): Promise<Release | null> {
  const [manifest, bodies] = await Promise.all([
    query<{ manifest: ReleaseManifest }>('select manifest from content.release where id = $1', [id]),
    query<{ body: UnitBody | VariantBody }>(
      `select unit.body from content.release_unit of_release join content.unit on unit.sha256 = of_release.unit_sha256
       where of_release.release_id = $1 order by of_release.position`,
      [id],
    ),
  ]);
  const [found] = manifest;
  if (!found) return null;
  const { paths, ...rest } = found.manifest;
  const units = bodies.flatMap(({ body }) => ('unit' in body ? [body] : []));
  const variants = bodies.flatMap(({ body }) => ('variant' in body ? [body.variant] : []));
  return {
    id,
    ...rest,
    units: units.map(({ unit }, position) => ({ ...unit, path: paths[position] ?? [] })),
    activities: units.flatMap(({ activities }) => activities),
    ...(rest.course.languages && { variants }),
  };
}

export async function findAsset(
  sha256: string,
  name: string,
): Promise<(Omit<Asset, 'path'> & { name: string }) | null> {
  const [row] = await query<Omit<Asset, 'path'> & { name: string }>(
    'select sha256, name, size, type from content.asset where sha256 = $1 and name = $2',
    [sha256, name],
  );
  return row ?? null;
}
