/** Where something is used: what of a course was taken by others, and what it took; files that other courses hold too. */
import { may } from '#modules/access/index.ts';
import { type Course, listCoursesById } from '#modules/catalog/index.ts';
import { listFileUses, listOrigins, listUses, type Use } from '#modules/content/index.ts';
import { mayTakeFrom, openShared, openUpstream, pathOf, type Upstream } from '#modules/reuse/index.ts';
import type { Actor } from '#platform/actor.ts';
import type { Call } from '#platform/endpoint.ts';
import { type CourseParams, openDraft, type StudioCourse } from '#screens/studio/outline/index.ts';
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

async function partsOf(actor: Actor, course: Course, newest: number) {
  const uses = await listUses(pathOf(course));
  const courses = new Map(
    (await listCoursesById([...new Set(uses.map(({ courseId }) => courseId))])).map((one) => [one.id, one]),
  );
  const seen = new Set([...courses.values()].filter((one) => maySee(actor, one)).map(({ id }) => id));
  const titles = await titlesOf(await openUpstream(pathOf(course)));
  const groups = Map.groupBy(uses, ({ kind, from }) => `${kind}:${from.key}`);
  const parts = [...groups].map(([id, group]) => {
    const [first] = group;
    const takers = group.flatMap(({ courseId, from }) => {
      const taker = courses.get(courseId);
      return taker && seen.has(courseId)
        ? [{ course: taker, release: from.release, behind: from.release < newest }]
        : [];
    });
    const key = first?.from.key ?? '';
    return { kind: first?.kind ?? 'block', key, title: titles.get(id) ?? key, takers };
  });
  return {
    parts: parts.filter(({ takers }) => takers.length > 0).sort((a, b) => a.title.localeCompare(b.title)),
    courses: courses.size,
    hidden: courses.size - seen.size,
  };
}

async function takenOf(actor: Actor, courseId: string): Promise<Taken[]> {
  const groups = Map.groupBy(await listOrigins(courseId), ({ from }) => from.course);
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

async function filesOf(actor: Actor, courseId: string, files: ReadonlyMap<string, { sha256: string }>) {
  const assets = [...files].filter(([path]) => path.startsWith('assets/'));
  const uses = await listFileUses(
    assets.map(([, { sha256 }]) => sha256),
    courseId,
  );
  const courses = (await listCoursesById([...new Set(uses.map((use) => use.courseId))])).filter((one) =>
    maySee(actor, one),
  );
  return assets.flatMap(([path, { sha256 }]) => {
    const places = uses.flatMap((use) => {
      const course = courses.find(({ id }) => id === use.courseId);
      return use.sha256 === sha256 && course ? [{ course, path: use.path }] : [];
    });
    return places.length > 0 ? [{ path, places }] : [];
  });
}

export async function openUses(call: Call, params: CourseParams): Promise<OpenUses> {
  const { draft, source: _, ...open } = await openDraft(call, params, 'course.edit');
  const { actor } = call;
  const [used, taken, files] = await Promise.all([
    partsOf(actor, open.course, open.released?.number ?? 0),
    takenOf(actor, open.course.id),
    filesOf(actor, open.course.id, draft.files),
  ]);
  return { ...open, ...used, taken, files };
}
