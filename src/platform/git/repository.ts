/** Bare repositories that this machine keeps: copies of others', made again whenever they are missing. */
import { existsSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { git } from './command.ts';

export interface GitOptions {
  /** Where the copies are kept. */
  folder: string;
  /** Hosts (`name` or `name:port`) that the operator vouches for: they may stand in a private network and speak plain HTTP. */
  privateHosts: readonly string[];
}

let current: GitOptions | undefined;

export function useGit(options: GitOptions): void {
  current = options;
}

function options(): GitOptions {
  if (!current) throw new Error('git is not set');
  return current;
}

export const isPrivateHost = (host: string): boolean => options().privateHosts.includes(host);

const pathOf = (name: string): string => {
  if (!/^[\w-]+$/.test(name)) throw new Error('not the name of a repository');
  return join(options().folder, `${name}.git`);
};

/** The repository of that name, with what was fetched into it before. */
export async function openRepository(name: string): Promise<string> {
  const path = pathOf(name);
  if (!existsSync(join(path, 'HEAD'))) {
    await mkdir(path, { recursive: true });
    // Without a template there are no sample hooks.
    await git(path, ['init', '--quiet', '--bare', '--template=', '--initial-branch=main']);
  }
  return path;
}

export const dropRepository = (name: string): Promise<void> =>
  rm(pathOf(name), { recursive: true, force: true });
