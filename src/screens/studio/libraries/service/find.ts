/** What libraries hold that could be taken into a place of a course. */
import { licenseFits } from '#lib/license.ts';
import { elementsOf } from '#modules/authoring/index.ts';
import { type Course, listLibraries } from '#modules/catalog/index.ts';
import { type Activity, activityTypes } from '#modules/content/contract.ts';
import { getRelease } from '#modules/content/index.ts';
import {
  licenseIn,
  mayTakeFrom,
  openShared,
  openUpstream,
  pathOf,
  type Shared,
  type SharedBlock,
} from '#modules/reuse/index.ts';
import type { Call } from '#platform/endpoint.ts';
import { commonRefusals, Refusal } from '#platform/refusal.ts';
import {
  type CourseParams,
  checkDraft,
  linesOf,
  type OpenDraft,
  openDraft,
  readCourse,
  readFile,
} from '#screens/studio/outline/index.ts';
import { hasWords, pageSize, partOf } from '../rules.ts';
import type { TakeQuery } from '../schema.ts';

/** Where something can go: a section takes whole units, a unit takes blocks, a pool takes questions. */
export interface Target {
  /** `unit:moon` */
  ref: string;
  title: string;
  depth: number;
}

export interface OpenLibrary {
  course: Course;
  shared: Shared;
  /** Whether its license fits that of the course. */
  fits: boolean;
}

export interface Found {
  library: OpenLibrary;
  /** `block:polaris` */
  part: string;
  /** Name of its directive; `unit`. */
  kind: string;
  title: string;
  /** The unit of the library that a block stands in; how many blocks a unit has. */
  unit: string | null;
  blocks: number;
}

export type Shown = { kind: 'activity'; activity: Activity } | { kind: 'html'; html: string };

export interface OpenTake extends OpenDraft {
  query: TakeQuery;
  targets: Target[];
  target: Target | null;
  libraries: OpenLibrary[];
  /** Kinds of blocks that there are. */
  kinds: string[];
  found: Found[];
  total: number;
  pages: number;
  /** What is looked at, as learners see it. */
  shown: (Found & { parts: Shown[] }) | null;
}

export async function openLibrary(call: Call, course: Course, license: string): Promise<OpenLibrary | null> {
  if (course.kind !== 'library' || !mayTakeFrom(call.actor, course)) return null;
  const upstream = await openUpstream(pathOf(course));
  const shared = upstream && (await openShared(course.id, upstream.newest));
  return shared && { course, shared, fits: licenseFits(shared.license.id, license) };
}

async function openLibraries(call: Call, open: OpenDraft): Promise<OpenLibrary[]> {
  const license = licenseIn(await readFile(open, 'course.yaml'));
  const all = await listLibraries();
  const opened = await Promise.all(
    all.filter(({ id }) => id !== open.course.id).map((course) => openLibrary(call, course, license)),
  );
  return opened
    .filter((library) => library !== null)
    .sort((a, b) => a.course.title.localeCompare(b.course.title));
}

async function targetsOf(open: OpenDraft): Promise<Target[]> {
  const { outline } = await readCourse(open);
  const { units } = await checkDraft(open.draft, open.source);
  return [...linesOf(outline.sections ?? [])].flatMap(({ item, above }) => [
    { ref: `${item.kind}:${item.key}`, title: item.title, depth: above.length },
    ...((item.kind === 'unit' && units.get(item.file)?.pools) || []).map(({ key }) => ({
      ...{ ref: `pool:${key}`, title: key, depth: above.length + 1 },
    })),
  ]);
}

const blockFound = (library: OpenLibrary, { key, kind, title, unit }: SharedBlock): Found => ({
  ...{ library, part: `block:${key}`, kind, title, unit: unit.title, blocks: 1 },
});

type Into = 'section' | 'unit' | 'pool';

function everythingIn(library: OpenLibrary, into: Into, query: TakeQuery): Found[] {
  const { units, blocks } = library.shared;
  if (into !== 'section')
    return blocks
      .filter(({ kind }) => into === 'unit' || activityTypes().has(kind))
      .filter(
        ({ kind, text, title }) =>
          (!query.kind || kind === query.kind) && hasWords(`${title} ${text}`, query.q),
      )
      .map((block) => blockFound(library, block));
  return units
    .filter(({ title, text }) => hasWords(`${title} ${text}`, query.q))
    .map(({ key, title }) => ({
      ...{ library, part: `unit:${key}`, kind: 'unit', title, unit: null },
      blocks: blocks.filter(({ unit }) => unit.key === key).length,
    }));
}

/** A block or unit of the library's release as learners see it. */
async function partsShown({ library: { shared }, part }: Found): Promise<Shown[]> {
  const release = await getRelease(shared.releaseId);
  const { kind, key } = partOf(part);
  const activity = (wanted: string): Shown[] =>
    release.activities
      .filter((one) => one.key === wanted)
      .map((one) => ({ kind: 'activity', activity: one }));
  if (kind === 'block') {
    const found = activity(key);
    if (found.length > 0) return found;
    const block = shared.blocks.find((one) => one.key === key);
    const unit = release.units.find((one) => one.key === block?.unit.key);
    const mark = ` id="user-content-${key}"`;
    return (unit?.blocks ?? [])
      .flatMap((one) => (one.kind === 'html' ? elementsOf(one.html) : []))
      .filter((html) => html.slice(0, html.indexOf('>')).includes(mark))
      .map((html) => ({ kind: 'html', html }));
  }
  const unit = release.units.find((one) => one.key === key);
  return (unit?.blocks ?? []).flatMap((block) =>
    block.kind === 'html' ? [{ kind: 'html', html: block.html } as const] : activity(block.key),
  );
}

async function shownOf(
  libraries: readonly OpenLibrary[],
  show: string | undefined,
): Promise<OpenTake['shown']> {
  const [path, part = ''] = show?.split(' ') ?? [];
  const library = libraries.find(({ course }) => pathOf(course) === path);
  if (!library) return null;
  const { kind, key } = partOf(part);
  const everything = { q: '', kind: '', page: 1 };
  const found = everythingIn(library, kind === 'unit' ? 'section' : 'unit', everything).find(
    (one) => one.part === `${kind}:${key}`,
  );
  return found ? { ...found, parts: await partsShown(found) } : null;
}

export async function openTake(call: Call, params: CourseParams, query: TakeQuery): Promise<OpenTake> {
  const open = await openDraft(call, params, 'course.edit');
  const [targets, libraries] = await Promise.all([targetsOf(open), openLibraries(call, open)]);
  const target = targets.find(({ ref }) => ref === query.into) ?? null;
  if (query.into && !target) throw new Refusal(commonRefusals['not-found']);
  const chosen = libraries.filter(({ course }) => !query.library || pathOf(course) === query.library);
  const into = (target ? partOf(target.ref).kind : 'unit') as Into;
  const all = chosen.flatMap((library) => everythingIn(library, into, query));
  return {
    ...{ ...open, query, targets, target, libraries },
    kinds: [...new Set(libraries.flatMap(({ shared }) => shared.blocks.map(({ kind }) => kind)))].sort(),
    found: all.slice((query.page - 1) * pageSize, query.page * pageSize),
    total: all.length,
    pages: Math.max(1, Math.ceil(all.length / pageSize)),
    shown: await shownOf(libraries, query.show),
  };
}
