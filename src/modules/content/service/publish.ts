/** Publishing freezes a source as a release. Whoever calls has asked who may, and shows the release in the catalog. */
import { record } from '#modules/audit/index.ts';
import { transaction } from '#platform/database.ts';
import { activityTypes } from '../contract.ts';
import type { Release, SourceProblem } from '../schema.ts';
import { addPublication } from '../store/publications.ts';
import { addRelease, hasRelease } from '../store/releases.ts';
import { type Compilation, compileCourse } from './compile.ts';
import { type Author, nameOf } from './drafts.ts';
import type { CourseSource } from './source.ts';
import { storeFiles } from './stored.ts';

export interface PublishInput {
  courseId: string;
  source: CourseSource;
  notes?: string;
  /** Of the draft that the source is. */
  revision?: number;
  /** What compiling it gave, where that was done before. */
  compiled?: Compilation;
}

/** `release` is null where the source has errors. */
export interface Published {
  release: Release | null;
  /** False: the course has published just this before. */
  created: boolean;
  /** Of the release within its course. */
  number: number | null;
  problems: SourceProblem[];
}

export async function publishRelease(
  call: Author,
  { courseId, source, notes = '', revision, compiled }: PublishInput,
): Promise<Published> {
  const { release, problems, files } = compiled ?? (await compileCourse(source, activityTypes()));
  if (!release) return { release: null, created: false, number: null, problems };
  await storeFiles(source, files);
  const createdBy = nameOf(call);
  const { number, created } = await transaction(async () => {
    if (!(await hasRelease(release.id))) await addRelease(release, call.now);
    const facts = { courseId, releaseId: release.id, revision: revision ?? null, notes };
    const added = await addPublication({ ...facts, createdAt: call.now, createdBy, source: files });
    if (added.created)
      await record(call, 'content.publish', `course:${courseId}`, {
        releaseId: release.id,
        number: added.number,
      });
    return added;
  });
  return { release, created, number, problems };
}
