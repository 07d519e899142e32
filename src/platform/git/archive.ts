/** A repository that is read once, as an archive: what can be imported from a file can be imported from there. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Archive } from '../archive/index.ts';
import { Refusal } from '../refusal.ts';
import { git } from './command.ts';
import { fetchBranch, findMainBranch } from './remote.ts';
import { gitRefusals } from './schema.ts';
import { listTree, readBlobs } from './tree.ts';

export interface RemoteOptions {
  branch?: string;
  folder?: string;
  token?: string;
}

/** Addresses, not paths of this machine. */
export const isRemote = (place: string): boolean => /^(?:https?|file):\/\//.test(place);

/** What tools keep for themselves is no part of a course. */
const isPlain = (path: string): boolean =>
  !path.split('/').some((part) => part.startsWith('.') || part === 'node_modules');

async function readRemote(copy: string, url: string, { branch, folder = '', token = '' }: RemoteOptions) {
  const remote = { url, token: token || null, trusted: true };
  await git(copy, ['init', '--quiet', '--bare', '--template=']);
  const name = branch ?? (await findMainBranch(copy, remote));
  const commit = name === null ? null : await fetchBranch(copy, remote, name, { shallow: true });
  if (commit === null) throw new Refusal(gitRefusals['git-no-branch'], { values: { branch: name ?? '' } });
  const files = await listTree(copy, commit, folder, isPlain);
  const bytes = new Map<string, Uint8Array>();
  for await (const blob of readBlobs(copy, [...new Set(files.map(({ id }) => id))]))
    bytes.set(blob.id, blob.bytes);
  return new Map(files.map(({ path, id }) => [path, bytes.get(id) ?? new Uint8Array()]));
}

/** The newest commit of a branch, for the operator: any address that they name is trusted. */
export async function openRemote(url: string, options: RemoteOptions): Promise<Archive> {
  const copy = await mkdtemp(join(tmpdir(), 'lectern-git-'));
  try {
    const files = await readRemote(copy, url, options);
    return {
      paths: [...files.keys()].sort(),
      async read(path) {
        const content = files.get(path);
        if (!content) throw new Error(`no file ${path} in this repository`);
        return content;
      },
      async close() {},
    };
  } finally {
    await rm(copy, { recursive: true, force: true });
  }
}
