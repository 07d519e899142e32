/** What stands in a commit: files with their sizes, and their bytes. */
import { pathRegister, printable, safePath } from '../archive/paths.ts';
import { Refusal } from '../refusal.ts';
import { GitFailure, git, gitText, startGit } from './command.ts';
import { gitRefusals } from './schema.ts';

/** A file of a commit: git names its bytes by `id`. */
export interface GitFile {
  path: string;
  id: string;
  size: number;
}

const maxPathBytes = 400;
const maxListBytes = 16 * 1024 ** 2;
/** What forges take at most. */
const maxFileBytes = 100 * 1024 ** 2;

const refuse = (code: keyof typeof gitRefusals, path: string) =>
  new Refusal(gitRefusals[code], { values: { path: path.slice(0, 200) } });

/**
 * The plain files below a folder of a commit, as they are named there; `wanted` leaves out what is no matter of ours. A
 * link, a repository inside, or a path that some file system reads differently is refused: not all would see it alike.
 */
export async function listTree(
  repository: string,
  commit: string,
  folder: string,
  wanted: (path: string) => boolean,
  largest = maxFileBytes,
): Promise<GitFile[]> {
  const args = ['ls-tree', '-r', '-z', '--long', '--full-tree', folder ? `${commit}:${folder}` : commit];
  const listed = await git(repository, args, { maxBytes: maxListBytes }).catch((error) => {
    throw error instanceof GitFailure ? refuse('git-no-folder', folder) : error;
  });
  const register = pathRegister();
  const entries = listed.toString().split('\0').slice(0, -1);
  return entries.flatMap((entry) => {
    const [, mode = '', id = '', size = '', path = ''] =
      /^(\d+) \w+ ([0-9a-f]+) +(\S+)\t(.*)$/s.exec(entry) ?? [];
    if (!wanted(path)) return [];
    if (!mode.startsWith('100')) throw refuse('git-special-entry', path);
    if (Number(size) > largest) throw refuse('git-too-large', path);
    try {
      register.addFile(safePath(path, maxPathBytes));
    } catch {
      throw refuse('git-unsafe-path', printable(path));
    }
    return [{ path, id, size: Number(size) }];
  });
}

/** Lines and stretches of bytes of a stream. */
function readerOf(stream: AsyncIterable<Buffer>) {
  const chunks = stream[Symbol.asyncIterator]();
  let rest: Buffer = Buffer.alloc(0);
  const more = async () => {
    const { value, done } = await chunks.next();
    if (done) throw new Error('git ended too early');
    return value as Buffer;
  };
  return {
    async line(): Promise<string> {
      for (;;) {
        const end = rest.indexOf(10);
        if (end >= 0) {
          const text = rest.subarray(0, end).toString();
          rest = rest.subarray(end + 1);
          return text;
        }
        rest = Buffer.concat([rest, await more()]);
      }
    },
    async take(size: number): Promise<Buffer> {
      const taken = Buffer.alloc(size);
      let at = 0;
      for (;;) {
        const part = rest.subarray(0, size - at);
        part.copy(taken, at);
        at += part.length;
        rest = rest.subarray(part.length);
        if (at === size) return taken;
        rest = await more();
      }
    },
  };
}

/** The bytes of each file, one after the other. */
export async function* readBlobs(
  repository: string,
  ids: readonly string[],
): AsyncGenerator<{ id: string; bytes: Buffer }> {
  if (ids.length === 0) return;
  const input = ids.map((id) => `${id}\n`);
  const { child, done, stop } = startGit(repository, ['cat-file', '--batch'], {
    input,
    timeoutMs: 5 * 60_000,
  });
  const reader = readerOf(child.stdout);
  try {
    for (const id of ids) {
      const [, type, size = ''] = (await reader.line()).split(' ');
      if (type !== 'blob') throw new Error(`git has no file ${id}`);
      const bytes = await reader.take(Number(size));
      await reader.take(1);
      yield { id, bytes };
    }
    await done;
  } finally {
    stop(new Error('nobody reads on'));
  }
}

const ends = (error: unknown): boolean => {
  if (error instanceof GitFailure && error.status === 1) return false;
  throw error;
};

/** Whether all of `older` is in `newer`. */
export const isAncestor = (repository: string, older: string, newer: string): Promise<boolean> =>
  git(repository, ['merge-base', '--is-ancestor', older, newer]).then(() => true, ends);

/** The newest commit that both know; null: they have nothing in common. */
export async function findMergeBase(repository: string, one: string, other: string): Promise<string | null> {
  const found = await gitText(repository, ['merge-base', one, other]).catch((error) => {
    ends(error);
    return '';
  });
  return found || null;
}

/** Whether the repository holds the commit: a copy that was made again may lack one that was never sent. */
export const hasCommit = (repository: string, commit: string): Promise<boolean> =>
  git(repository, ['cat-file', '-e', `${commit}^{commit}`]).then(
    () => true,
    (error) => {
      if (error instanceof GitFailure) return false;
      throw error;
    },
  );

export interface CommitFacts {
  author: string;
  subject: string;
}

/** Who made a commit, and its first line. */
export async function readCommit(repository: string, commit: string): Promise<CommitFacts> {
  const [author = '', subject = ''] = (
    await gitText(repository, ['log', '-1', '--format=%an%x00%s', commit])
  ).split('\0');
  return { author: author.slice(0, 200), subject: subject.slice(0, 500) };
}

/** Keeps a commit when the branch that brought it moves elsewhere. */
export const keepCommit = (repository: string, name: string, commit: string): Promise<unknown> =>
  git(repository, ['update-ref', `refs/lectern/${name}`, commit]);
