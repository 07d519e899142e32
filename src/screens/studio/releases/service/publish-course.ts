/** From a course source to what learners see: draft, release, catalog, run. Used by the studio and the command line. */
import { requireApproval, showToAll, sourceRefusal } from '#modules/authoring/index.ts';
import {
  ensureCourse,
  findOrganization,
  type RunSettings,
  saveOrganization,
} from '#modules/catalog/index.ts';
import { activityTypes } from '#modules/content/contract.ts';
import {
  type CourseSource,
  compileCourse,
  type Origin,
  type Published,
  publishRelease,
  type Release,
  saveDraft,
} from '#modules/content/index.ts';
import { transaction } from '#platform/database.ts';
import type { Call } from '#platform/endpoint.ts';

export interface PublishCourseInput {
  source: CourseSource;
  /** Key of the organization; made with this name where it is missing. */
  organization: { key: string; name?: string };
  /** Key of the course; known after compiling, from course.yaml. */
  courseKey: string;
  courseTitle: string;
  /** The run that is made where the course has none. */
  run?: { key: string; settings: RunSettings };
  notes?: string;
  /** The door through which the source came; an import where nothing is said. */
  origin?: Origin;
}

export interface PublishedCourse {
  courseId: string;
  release: Release;
  /** False: just this had been published before. */
  created: boolean;
  problems: Published['problems'];
}

/** Publishes in one transaction: either everything is visible or nothing has changed. */
export async function publishCourse(call: Call, input: PublishCourseInput): Promise<PublishedCourse> {
  // Compiled before the transaction opens: a connection is not held for seconds.
  const compiled = await compileCourse(input.source, activityTypes());
  if (!compiled.release) throw sourceRefusal(compiled.problems);
  return transaction(async () => {
    const { key, name } = input.organization;
    const organization = (await findOrganization(key)) ?? (await saveOrganization(key, name ?? key));
    const courseId = await ensureCourse(organization, input.courseKey, input.courseTitle);
    const { source, notes, origin = 'import' } = input;
    const { revision } = await saveDraft(call, { courseId, note: notes, origin }, source);
    await requireApproval(call, { id: courseId, key: input.courseKey, organization }, revision);
    const published: Published = await publishRelease(call, {
      ...{ courseId, source, notes, revision, compiled },
    });
    const { release, problems, created } = published;
    if (!release) throw sourceRefusal(problems);
    await showToAll(call, courseId, release, input.run);
    return { courseId, release, created, problems };
  });
}
