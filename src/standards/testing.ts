/** For tests of importers: what was imported leaves as our source and comes back as the same release. */
import { activityTypes } from '#activities/index.ts';
import { compileCourse, memorySource } from '#modules/content/index.ts';
import { openArchive, zipFiles } from '#platform/archive/index.ts';
import { type ImportedCourse, importCourse } from './formats.ts';

export async function releaseIds({ files }: ImportedCourse): Promise<{ before?: string; after?: string }> {
  const before = await compileCourse(memorySource(files), activityTypes);
  const archive = await openArchive(await zipFiles(files));
  const again = await importCourse(archive);
  await archive.close();
  const after = await compileCourse(memorySource(again.files), activityTypes);
  return { before: before.release?.id, after: after.release?.id };
}
