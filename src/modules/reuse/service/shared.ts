/** Releases as something to take from: their units, and their blocks that have a key. A release never changes. */
import { setImmediate } from 'node:timers/promises';
import { LRUCache } from 'lru-cache';
import { keptFor } from '#lib/kept-for.ts';
import { may, placesWith } from '#modules/access/index.ts';
import { type Course, findCourse } from '#modules/catalog/index.ts';
import {
  type CourseSource,
  getRelease,
  type License,
  listReleases,
  listUses,
  type Publication,
  pathsIn,
  readPublished,
} from '#modules/content/index.ts';
import type { Actor } from '#platform/actor.ts';
import { onNews } from '#platform/news.ts';
import { keyedBlocks, withoutOrigin } from '../rules/blocks.ts';
import type { SharedBlock, SharedUnit } from '../schema.ts';

export interface Shared {
  number: number;
  title: string;
  language: string;
  license: License;
  releaseId: string;
  units: SharedUnit[];
  blocks: SharedBlock[];
  source: CourseSource;
}

const kept = new LRUCache<string, Shared>({
  maxSize: 64_000_000,
  sizeCalculation: ({ units }) => units.reduce((sum, { text }) => sum + 2 * text.length + 500, 1_000),
});

const decoder = new TextDecoder();

/** The release as a whole: its parts are not looked at. Null: the course published nothing under this number. */
export async function openWhole(courseId: string, publication: Publication): Promise<Shared | null> {
  const { number, releaseId } = publication;
  const [release, source] = await Promise.all([getRelease(releaseId), readPublished(courseId, number)]);
  if (!source) return null;
  const { title, language, license } = release.course;
  return { number, title, language, license, releaseId, units: [], blocks: [], source };
}

/** Null: the course published nothing under this number. */
export async function openShared(courseId: string, publication: Publication): Promise<Shared | null> {
  const { number, releaseId, revision } = publication;
  // Again with equal content, a newer source may stand under the same number.
  const id = `${courseId} ${number} ${revision}`;
  const known = kept.get(id);
  if (known) return known;
  const whole = await openWhole(courseId, publication);
  if (!whole) return null;
  const release = await getRelease(releaseId);
  const units: SharedUnit[] = [];
  const blocks: SharedBlock[] = [];
  for (const { key, title, file } of release.units) {
    const text = decoder.decode(await whole.source.read(file));
    // A large library must not hold up the pages that this process serves meanwhile.
    await setImmediate();
    units.push({ key, title, file, text });
    blocks.push(...keyedBlocks(text).map((block) => ({ ...block, file, unit: { key, title } })));
  }
  const shared = { ...whole, units, blocks };
  kept.set(id, shared);
  return shared;
}

/** A course that others take from, and the release that it shows. */
export interface Upstream {
  course: Course;
  newest: Publication;
  publications: Publication[];
}

/** Each page of the studio asks for those of its course. */
const upstreams = keptFor<Upstream>(10_000, 500);
onNews('catalog', () => upstreams.clear());

/** `path`: `org/key`. Null: there is none, or nothing of it is published. */
export async function openUpstream(path: string): Promise<Upstream | null> {
  const known = upstreams.get(path);
  if (known) return known;
  const [organization = '', key = ''] = path.split('/');
  const course = await findCourse(organization, key);
  const publications = course?.releaseId ? await listReleases(course.id) : [];
  const newest = publications.find(({ releaseId }) => releaseId === course?.releaseId);
  if (!course || !newest) return null;
  const upstream = { course, newest, publications };
  upstreams.set(path, upstream);
  return upstream;
}

export const pathOf = ({ organization, key }: Pick<Course, 'organization' | 'key'>): string =>
  `${organization.key}/${key}`;

/** Libraries are for those who write in their organization, and for whom it lets see them; other releases are public. */
export function mayTakeFrom(actor: Actor, course: Pick<Course, 'kind' | 'organization' | 'key'>): boolean {
  const organization = course.organization.key;
  if (course.kind === 'course') return true;
  if (may(actor, 'course.view-as-staff', { organization, course: pathOf(course) })) return true;
  const places = placesWith(actor, 'course.edit');
  if (places === 'everywhere') return true;
  return (
    places.organizations.includes(organization) ||
    places.courses.some((path) => path.startsWith(`${organization}/`))
  );
}

/** How many courses took something of this one (`org/key`): what a release of it reaches. */
export async function countTakers(path: string): Promise<number> {
  return new Set((await listUses(path)).map(({ courseId }) => courseId)).size;
}

/** Text and pictures of a part as one value: equal where nothing has changed. Undefined: it is not there. */
export async function printOf(
  { units, blocks, source }: Shared,
  kind: 'course' | 'unit' | 'block',
  key: string,
): Promise<string | undefined> {
  const shaOf = async (path: string) => `${path} ${(await source.hash?.(path))?.sha256}`;
  if (kind === 'course') return (await Promise.all(source.paths.map(shaOf))).join('\n');
  const found = (kind === 'unit' ? units : blocks).find((one) => one.key === key);
  if (!found) return undefined;
  const text = kind === 'block' ? withoutOrigin(found.text) : found.text;
  const named = pathsIn(
    found.text,
    found.file,
    source.paths.filter((path) => path.startsWith('assets/')),
  );
  return [text, ...(await Promise.all(named.map(shaOf)))].join('\n');
}
