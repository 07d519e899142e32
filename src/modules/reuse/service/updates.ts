/** What has changed in what a course took, and what taking it would do to the draft. Nothing is written here. */
import {
  type CourseSource,
  factsOf,
  findLock,
  isLockedFile,
  listOrigins,
  type Use,
  type Version,
} from '#modules/content/index.ts';
import type { Actor } from '#platform/actor.ts';
import { keyedBlocks, withOrigin } from '../rules/blocks.ts';
import { type Copying, copyBlock, copyUnit } from '../rules/copying.ts';
import { asCourseFile, creditFor, licenseIn, withRelease } from '../rules/course-file.ts';
import { clashesIn, fileUpdate, newKeys } from '../rules/merging.ts';
import type { FileUpdate, Update } from '../schema.ts';
import {
  mayTakeFrom,
  openShared,
  openUpstream,
  openWhole,
  pathOf,
  printOf,
  type Shared,
  type Upstream,
} from './shared.ts';

/** Something that was taken, and the releases it was taken from and may be brought to. */
export interface Stale {
  use: Use;
  upstream: Upstream;
  old: Shared;
  now: Shared;
  gone: boolean;
}

export const idOf = ({ kind, key }: Pick<Use, 'kind' | 'key'>): string =>
  kind === 'course' ? 'course' : `${kind}:${key}`;

async function staleOf(use: Use, upstream: Upstream): Promise<Stale | null> {
  const { course, newest, publications } = upstream;
  const taken = publications.find(({ number }) => number === use.from.release);
  if (!taken || newest.number <= taken.number) return null;
  const open = use.kind === 'course' ? openWhole : openShared;
  const [old, now] = await Promise.all([open(course.id, taken), open(course.id, newest)]);
  if (!old || !now) return null;
  const [before, after] = await Promise.all([old, now].map((one) => printOf(one, use.kind, use.from.key)));
  // Of what was never there, there is nothing to compare with.
  if (before === undefined || before === after) return null;
  return { use, upstream, old, now, gone: after === undefined };
}

/** What the course took that has changed since, as far as the actor may see where it is from. */
export async function listStale(actor: Actor, courseId: string): Promise<Stale[]> {
  const [uses, lock] = await Promise.all([listOrigins(courseId), findLock(courseId)]);
  const paths = [...new Set(uses.map(({ from }) => from.course))];
  const upstreams = new Map(
    await Promise.all(paths.map(async (path) => [path, await openUpstream(path)] as const)),
  );
  const whole = new Set(uses.flatMap(({ kind, path }) => (kind === 'unit' ? [path] : [])));
  const found: Stale[] = [];
  for (const use of uses) {
    const upstream = upstreams.get(use.from.course);
    // What stands in a unit that was taken comes with the unit; what is locked comes from who locked it.
    if (use.kind === 'block' && whole.has(use.path)) continue;
    if (use.kind !== 'course' && isLockedFile(lock, use.path)) continue;
    if (!upstream || !mayTakeFrom(actor, upstream.course)) continue;
    const stale = await staleOf(use, upstream);
    if (stale) found.push(stale);
  }
  return found;
}

export const countUpdates = async (actor: Actor, courseId: string): Promise<number> =>
  (await listStale(actor, courseId)).length;

/** A draft that is being looked at, with what was changed in it but not saved. */
export interface Desk {
  paths(): string[];
  read(path: string): Promise<Version | null>;
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

export async function readVersion(source: CourseSource, path: string): Promise<Version | null> {
  if (!source.paths.includes(path)) return null;
  const bytes = await source.read(path);
  const facts = (await source.hash?.(path)) ?? factsOf(bytes);
  try {
    return { facts, text: utf8.decode(bytes) };
  } catch {
    return { facts, text: null };
  }
}

export const textVersion = (text: string): Version => ({
  facts: factsOf(new TextEncoder().encode(text)),
  text,
});

async function textAt(desk: Desk, path: string): Promise<string> {
  return (await desk.read(path))?.text ?? '';
}

interface Copied {
  base: ReturnType<typeof copyBlock>;
  theirs: ReturnType<typeof copyBlock>;
}

/** Both releases as copies in the place of the draft's, at the newest one. */
async function copies({ use, old, now }: Stale, desk: Desk, mine: string): Promise<Copied | null> {
  const license = licenseIn(await textAt(desk, 'course.yaml'));
  const copying = (shared: Shared, rename: Copying['rename']): Copying => ({
    ...{ course: use.from.course, release: now.number, paths: shared.source.paths, into: use.path, rename },
    credit: creditFor(shared.license, license),
  });
  const wanted = ({ key }: { key: string }) => key === use.from.key;
  if (use.kind === 'block') {
    const [before, after] = [old.blocks.find(wanted), now.blocks.find(wanted)];
    const sameKey = () => use.key;
    if (!before || !after) return null;
    return {
      base: copyBlock(before, copying(old, sameKey)),
      theirs: copyBlock(after, copying(now, sameKey)),
    };
  }
  const [before, after] = [old.units.find(wanted), now.units.find(wanted)];
  if (!before || !after) return null;
  const rename = newKeys(before.text, after.text, mine, await otherKeys(desk, use.path));
  const base = copyUnit(
    before,
    copying(old, (key) => key),
  );
  const theirs = copyUnit(after, copying(now, rename));
  return base && theirs && { base, theirs };
}

/** Keys anywhere else in the course. */
async function otherKeys(desk: Desk, except: string): Promise<Set<string>> {
  const files = desk.paths().filter((path) => path.endsWith('.md') && path !== except);
  const texts = await Promise.all(files.map((path) => textAt(desk, path)));
  return new Set(texts.flatMap((text) => [...text.matchAll(/\{#([\w-]+)/g)].map(([, key]) => key ?? '')));
}

/** Where in its file the copy stands, and what it would be without a change of its words. */
export interface Placed {
  from: number;
  to: number;
  /** At the newest release. */
  mine: string;
}

export async function placeOf({ use, now }: Stale, desk: Desk): Promise<Placed | null> {
  const text = await textAt(desk, use.path);
  const { number } = now;
  if (use.kind === 'block') {
    const block = keyedBlocks(text).find(({ key }) => key === use.key);
    if (!block) return null;
    const origin = { course: use.from.course, block: use.from.key, release: number };
    return { from: block.from, to: block.to, mine: withOrigin(block.text, origin) };
  }
  const mine = withRelease(text, use, number);
  return mine === null ? null : { from: 0, to: text.length, mine };
}

async function filesOfPart(stale: Stale, desk: Desk, { mine }: Placed): Promise<FileUpdate[]> {
  const { use, old, now } = stale;
  const copied = await copies(stale, desk, mine);
  if (!copied) return [];
  const { base, theirs } = copied;
  const own = fileUpdate({
    ...{ path: use.path, base: textVersion(base.text), theirs: textVersion(theirs.text) },
    mine: textVersion(mine),
  });
  const companions = theirs.companions.map(async ({ from, to }) => {
    const [before, after] = await Promise.all([old, now].map(({ source }) => readVersion(source, from)));
    return fileUpdate({ path: to, base: before ?? null, theirs: after ?? null, mine: await desk.read(to) });
  });
  return [own, ...(await Promise.all(companions))].filter((file) => file !== null);
}

async function filesOfCourse({ old, now }: Stale, desk: Desk, { mine }: Placed): Promise<FileUpdate[]> {
  const paths = [...new Set([...old.source.paths, ...now.source.paths])].sort();
  const found: FileUpdate[] = [];
  for (const path of paths) {
    const [was, is] = await Promise.all(
      [old, now].map(async ({ source }) => (source.paths.includes(path) ? source.hash?.(path) : undefined)),
    );
    if (was?.sha256 === is?.sha256) continue;
    const [base, theirs] = await Promise.all([old, now].map(({ source }) => readVersion(source, path)));
    const file =
      path === 'course.yaml'
        ? fileUpdate({
            ...{ path, mine: textVersion(mine) },
            ...{ base: asCourseFile(base, mine), theirs: asCourseFile(theirs, mine) },
          })
        : fileUpdate({ path, base: base ?? null, theirs: theirs ?? null, mine: await desk.read(path) });
    if (file) found.push(file);
  }
  return found;
}

function titleOf({ use, old, now }: Stale): string {
  if (use.kind === 'course') return now.title;
  const wanted = ({ key }: { key: string }) => key === use.from.key;
  const lists = use.kind === 'unit' ? [now.units, old.units] : [now.blocks, old.blocks];
  return lists.map((list) => list.find(wanted)?.title).find((title) => title !== undefined) ?? use.key;
}

/** Null: the copy is not where it was. */
export async function openUpdate(stale: Stale, desk: Desk): Promise<Update | null> {
  const { use, upstream, now, gone } = stale;
  const place = await placeOf(stale, desk);
  if (!place) return null;
  const files = gone
    ? []
    : use.kind === 'course'
      ? await filesOfCourse(stale, desk, place)
      : await filesOfPart(stale, desk, place);
  const { course } = upstream;
  return {
    ...{ id: idOf(use), kind: use.kind, title: titleOf(stale), path: use.path, gone, files },
    from: {
      ...{ id: course.id, course: pathOf(course), key: use.from.key, title: course.title, kind: course.kind },
      ...{ release: use.from.release, newest: now.number },
    },
    clashes: files.reduce((sum, file) => sum + clashesIn(file), 0),
  };
}

/** The draft as it stands. */
export const deskOf = (source: CourseSource): Desk => ({
  paths: () => source.paths,
  read: (path) => readVersion(source, path),
});

export async function listUpdates(actor: Actor, courseId: string, source: CourseSource): Promise<Update[]> {
  const desk = deskOf(source);
  const stale = await listStale(actor, courseId);
  const updates = await Promise.all(stale.map((one) => openUpdate(one, desk)));
  return updates.filter((update) => update !== null);
}
