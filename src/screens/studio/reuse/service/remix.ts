/** A course of this site as the beginning of another one, which says where it comes from. */
import { editYaml } from '#lib/edit-yaml.ts';
import { translateTo } from '#lib/messages.ts';
import { may } from '#modules/access/index.ts';
import { type Course, getCourse, getCourseWith, type Organization } from '#modules/catalog/index.ts';
import {
  type CourseSource,
  factsOf,
  getRelease,
  listReleases,
  memorySource,
  type ParentCourse,
  type Publication,
  type Release,
  readSource,
} from '#modules/content/index.ts';
import { findBlueprint, follow, mayTakeFrom } from '#modules/reuse/index.ts';
import type { Call } from '#platform/endpoint.ts';
import { commonRefusals, Refusal } from '#platform/refusal.ts';
import { site } from '#platform/site.ts';
import { beginCourse, type CourseParams, listHomes } from '#screens/studio/outline/index.ts';
import { placeOf } from '#screens/teach/index.ts';
import { fitsParent, licensesOfRemix, mayRemix } from '../rules.ts';
import { type RemixBody, refusals } from '../schema.ts';

export interface OpenParent {
  course: Course;
  release: Release;
  publication: Publication | null;
  /** False: its license lets nobody else change it. */
  allowed: boolean;
  licenses: string[];
  organizations: Organization[];
  /** Courses of its organization may follow it. */
  isBlueprint: boolean;
}

export async function openParent(call: Call, params: CourseParams): Promise<OpenParent> {
  const [course, [publications, blueprint, organizations]] = await getCourseWith(
    params.organization,
    params.course,
    (id) => Promise.all([listReleases(id), findBlueprint(id), listHomes(call.actor)]),
  );
  if (!course.releaseId || !mayTakeFrom(call.actor, course)) throw new Refusal(commonRefusals['not-found']);
  const release = await getRelease(course.releaseId);
  const { license } = release.course;
  const place = placeOf(params);
  // A blueprint is there to be followed: who makes courses beside it needs no license.
  const own = may(call.actor, 'course.edit', place) || (blueprint && may(call.actor, 'course.create', place));
  return {
    ...{ course, release, organizations },
    publication: publications.find(({ releaseId }) => releaseId === release.id) ?? null,
    allowed: mayRemix(license, Boolean(own)),
    isBlueprint: blueprint !== null,
    licenses: licensesOfRemix(license.id),
  };
}

/** How the new course names the one that it was made of. */
function parentOf({ course, release, publication }: OpenParent): ParentCourse {
  const { title, license } = release.course;
  const { id, author = course.organization.name, source } = license;
  const address = `${site().baseUrl}/courses/${course.organization.key}/${course.key}`;
  return {
    ...{ id, title: license.title ?? title, author, source: source ?? address },
    ...(publication && { release: String(publication.number) }),
    course: `${course.organization.key}/${course.key}`,
  };
}

interface Remixed {
  key: string;
  title: string;
  license: string;
  parents: readonly ParentCourse[];
}

function withParents(yaml: string, { key, title, license, parents }: Remixed): string {
  const edited = editYaml(yaml, (document) => {
    for (const [name, value] of Object.entries({ key, title, license })) document.set(name, value);
    // Who made the parent stands with the parent; the new authors name themselves.
    document.delete('attribution');
    const lines = parents.map(({ id, ...work }) => ({ ...work, license: id }));
    document.set('based-on', document.createNode(lines));
  });
  if (edited === null) throw new Refusal(commonRefusals['not-found']);
  return edited;
}

/** The parent's files, with a course.yaml of its own; their bytes are in the storage already. */
function filesOf(parent: CourseSource, courseFile: string): CourseSource {
  const own = memorySource(new Map([['course.yaml', courseFile]]));
  const { hash } = parent;
  return {
    paths: parent.paths,
    read: (path) => (path === 'course.yaml' ? own : parent).read(path),
    ...(hash && {
      hash: async (path) => (path === 'course.yaml' ? factsOf(await own.read(path)) : hash(path)),
    }),
  };
}

/** A draft in an organization of one's own, from the release that the parent shows. */
export async function remix(call: Call, params: CourseParams, body: RemixBody): Promise<CourseParams> {
  const parent = await openParent(call, params);
  const { license } = parent.release.course;
  if (!parent.allowed)
    throw new Refusal(refusals['license-forbids-changes'], { values: { license: license.id } });
  if (!fitsParent(body.license, license.id))
    throw new Refusal(refusals['license-does-not-fit'], { values: { license: license.id } });
  const source = await readSource(parent.release.id);
  const yaml = new TextDecoder().decode(await source.read('course.yaml'));
  const parents = [...(parent.release.course.basedOn ?? []), parentOf(parent)];
  const title = body.title.trim();
  const note = translateTo(call.locale)('reuse.remix-note', {
    title: parent.release.course.title,
    release: parent.publication?.number ?? 1,
  });
  const made = await beginCourse(
    call,
    { ...body, title },
    (key) => filesOf(source, withParents(yaml, { key, title, license: body.license, parents })),
    { note },
  );
  if (body.follow && parent.isBlueprint && made.organization === params.organization)
    await follow(call, parent.course, await getCourse(made.organization, made.course));
  return made;
}
