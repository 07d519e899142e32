/** Files of a course that no draft has yet: stored, and readable as assets, before somebody decides about them. */
import type { FileTree } from '../schema.ts';
import { addAssets } from '../store/releases.ts';
import { assetsOf, describeFiles } from './files.ts';
import type { CourseSource } from './source.ts';
import { storeFiles } from './stored.ts';

export async function keepFiles(source: CourseSource): Promise<FileTree> {
  const files = await describeFiles(source);
  await storeFiles(source, files);
  await addAssets(assetsOf(files));
  return files;
}
