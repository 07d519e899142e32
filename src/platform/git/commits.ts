/**
 * Writes commits by `git fast-import`: a stream of what changes, without a checkout. The same commits written again have
 * the same names, wherever they are written.
 */
import { git, gitText } from './command.ts';

export interface Signature {
  name: string;
  email: string;
}

export interface NewCommit {
  /** The first one is built upon, the others are merged; `previous` is the commit before it in the list. */
  parents: readonly (string | 'previous')[];
  author: Signature;
  at: Date;
  message: string;
  /** By path; null: the file is gone. */
  changes: ReadonlyMap<string, (() => Promise<Uint8Array>) | null>;
}

const program: Signature = { name: 'Lectern', email: 'lectern@localhost' };

/** Brackets and line ends would begin another field. */
const plain = (text: string) => text.replace(/[<>\p{Cc}]/gu, ' ').trim();
const signed = (role: string, { name, email }: Signature, at: Date) =>
  `${role} ${plain(name) || 'Unknown'} <${plain(email)}> ${Math.floor(at.getTime() / 1000)} +0000\n`;
const quoted = (path: string) => `"${path.replace(/["\\]/g, '\\$&')}"`;
const data = (bytes: Uint8Array) => [`data ${bytes.byteLength}\n`, bytes, '\n'];

async function* streamOf(ref: string, commits: readonly NewCommit[]): AsyncGenerator<string | Uint8Array> {
  yield 'feature done\n';
  for (const [index, { parents, author, at, message, changes }] of commits.entries()) {
    const named = parents.map((parent) => (parent === 'previous' ? `:${index}` : parent));
    // Without this a commit that has no parent would be built upon what the reference names.
    if (named.length === 0) yield `reset ${ref}\n`;
    yield `commit ${ref}\nmark :${index + 1}\n${signed('author', author, at)}${signed('committer', program, at)}`;
    yield* data(Buffer.from(message));
    for (const [order, parent] of named.entries()) yield `${order === 0 ? 'from' : 'merge'} ${parent}\n`;
    for (const [path, read] of changes) if (!read) yield `D ${quoted(path)}\n`;
    for (const [path, read] of changes) {
      if (!read) continue;
      yield `M 100644 inline ${quoted(path)}\n`;
      yield* data(await read());
    }
    yield '\n';
  }
  yield 'done\n';
}

/** Writes commits, the oldest first, and gives the name of the last one. */
export async function writeCommits(repository: string, commits: readonly NewCommit[]): Promise<string> {
  const ref = 'refs/lectern/written';
  await git(repository, ['fast-import', '--quiet', '--done', '--force'], {
    input: streamOf(ref, commits),
    timeoutMs: 5 * 60_000,
  });
  return gitText(repository, ['rev-parse', '--verify', ref]);
}
