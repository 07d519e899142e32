/** Where something is used: what of a course was taken by others, and what it took; files that other courses hold too. */
import { may } from '#modules/access/index.ts';
import { type Course, listCoursesById } from '#modules/catalog/index.ts';
import { type FileTree, listFileUses, listOrigins, listUses, type Use } from '#modules/content/index.ts';
import { mayTakeFrom, openShared, openUpstream, pathOf, type Upstream } from '#modules/reuse/index.ts';
import type { Actor } from '#platform/actor.ts';
import type { Call } from '#platform/endpoint.ts';
import { type CourseParams, openDraftWith, type StudioCourse } from '#screens/studio/outline/index.ts';
import { placeOf } from '#screens/teach/index.ts';

/** A course that took a part, and how far it is. */
export interface Taker {
  course: Course;
  /** Release it took last. */
  release: number;
  behind: boolean;
}

export interface PartUses {
  kind: Use['kind'];
  key: string;
  title: string;
  takers: Taker[];
}

/** What was taken from one course. */
export interface Taken {
  path: string;
  /** Null: it is there no more, or the reader may not know it. */
  course: Course | null;
  /** The reader may open it in the studio. */
  opens: boolean;
  uses: (Use & { title: string })[];
}

export interface OpenUses extends StudioCourse {
  /** Parts that were taken from this course. */
  parts: PartUses[];
  /** Courses that the reader may not see. */
  hidden: number;
  courses: number;
  /** What this course took, by where it is from. */
  taken: Taken[];
  files: { path: string; places: { course: Course; path: string }[] }[];
}

/** Staff of a course may know what stands in it. */
const maySee = (actor: Actor, { organization, key }: Course): boolean =>
  may(actor, 'course.view-as-staff', placeOf({ organization: organization.key, course: key }));

/** Titles of a course's parts by `kind:key`, as its newest release has them. */
async function titlesOf(upstream: Upstream | null): Promise<Map<string, string>> {
  if (!upstream) return new Map();
  const { course, newest } = upstream;
  const shared = await openShared(course.id, newest);
  return new Map([
    ...(shared?.units ?? []).map(({ key, title }): [string, string] => [`unit:${key}`, title]),
    ...(shared?.blocks ?? []).map(({ key, title }): [string, string] => [`block:${key}`, title]),
    ['course:', course.title],
  ]);
}

/** Courses that hold something of this one, by id. */
type Holders = ReadonlyMap<string, Course>;

async function partsOf(actor: Actor, course: Course, newest: number, uses: readonly Use[], holders: Holders) {
  const ids = new Set(uses.map(({ courseId }) => courseId));
  const takers = [...ids].flatMap((id) => holders.get(id) ?? []);
  const seen = new Set(takers.filter((one) => maySee(actor, one)).map(({ id }) => id));
  const titles = await titlesOf(await openUpstream(pathOf(course)));
  const groups = Map.groupBy(uses, ({ kind, from }) => `${kind}:${from.key}`);
  const parts = [...groups].map(([id, group]) => {
    const [first] = group;
    const takersOfPart = group.flatMap(({ courseId, from }) => {
      const taker = holders.get(courseId);
      return taker && seen.has(courseId)
        ? [{ course: taker, release: from.release, behind: from.release < newest }]
        : [];
    });
    const key = first?.from.key ?? '';
    return { kind: first?.kind ?? 'block', key, title: titles.get(id) ?? key, takers: takersOfPart };
  });
  return {
    parts: parts.filter((part) => part.takers.length > 0).sort((a, b) => a.title.localeCompare(b.title)),
    courses: takers.length,
    hidden: takers.length - seen.size,
  };
}

async function takenOf(actor: Actor, origins: readonly Use[]): Promise<Taken[]> {
  const groups = Map.groupBy(origins, ({ from }) => from.course);
  return Promise.all(
    [...groups].map(async ([path, group]) => {
      const upstream = await openUpstream(path);
      const known = upstream && mayTakeFrom(actor, upstream.course) ? upstream : null;
      const titles = await titlesOf(known);
      const uses = group.map((use) => {
        const title = titles.get(`${use.kind}:${use.from.key}`) ?? (use.key || use.path);
        return { ...use, title };
      });
      const course = known?.course ?? null;
      return { path, course, opens: course !== null && maySee(actor, course), uses };
    }),
  );
}

function filesOf(
  actor: Actor,
  files: FileTree,
  copies: readonly { courseId: string; path: string; sha256: string }[],
  holders: Holders,
): OpenUses['files'] {
  return [...files].flatMap(([path, { sha256 }]) => {
    if (!path.startsWith('assets/')) return [];
    const places = copies.flatMap((copy) => {
      const course = copy.sha256 === sha256 ? holders.get(copy.courseId) : undefined;
      return course && maySee(actor, course) ? [{ course, path: copy.path }] : [];
    });
    return places.length > 0 ? [{ path, places }] : [];
  });
}

export async function openUses(call: Call, params: CourseParams): Promise<OpenUses> {
  const path = `${params.organization}/${params.course}`;
  const [{ draft, source: _, ...open }, [uses, origins, copies]] = await openDraftWith(
    call,
    params,
    'course.edit',
    (id) => Promise.all([listUses(path), listOrigins(id), listFileUses(id)]),
  );
  const { actor } = call;
  const ids = new Set([...uses, ...copies].map(({ courseId }) => courseId));
  const holders = new Map((await listCoursesById([...ids])).map((course) => [course.id, course]));
  const [used, taken] = await Promise.all([
    partsOf(actor, open.course, open.released?.number ?? 0, uses, holders),
    takenOf(actor, origins),
  ]);
  return { ...open, ...used, taken, files: filesOf(actor, draft.files, copies, holders) };
}
