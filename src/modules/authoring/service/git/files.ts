/** The course as it stands in a commit, with its bytes in object storage, where drafts keep theirs. */
import { type FileFacts, type FileTree, factsOf } from '#modules/content/index.ts';
import { type GitFile, listTree, readBlobs } from '#platform/git/index.ts';
import { storage } from '#platform/storage.ts';
import { isCourseFile } from '../../rules/git-files.ts';

/** How git and how we name the same bytes, for each repository: so a commit costs only what is new in it. */
const names = new Map<string, FileFacts>();
const mostNames = 50_000;

export const listCourse = (repository: string, commit: string, folder: string): Promise<GitFile[]> =>
  listTree(repository, commit, folder, isCourseFile);

/** Stores what is not stored, one file after the other, and says what is what. */
export async function describe(repository: string, files: readonly GitFile[]): Promise<FileTree> {
  if (names.size > mostNames) names.clear();
  const nameOf = (id: string) => `${repository}:${id}`;
  const wanted = new Set(files.map(({ id }) => id).filter((id) => !names.has(nameOf(id))));
  for await (const { id, bytes } of readBlobs(repository, [...wanted])) {
    await storage().put(bytes);
    names.set(nameOf(id), factsOf(bytes));
  }
  return new Map(
    files.map(({ path, id }) => {
      const facts = names.get(nameOf(id));
      if (!facts) throw new Error(`git did not give ${path}`);
      return [path, facts];
    }),
  );
}
