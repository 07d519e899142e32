import { tmpdir } from 'node:os';
import { Refusal } from '../refusal.ts';
import { gitText } from './command.ts';

/** As docs/git.md says. */
export const leastGit = '2.37';

const numbersOf = (version: string): number[] => version.split('.').map(Number);

export function isNewEnough(version: string, least = leastGit): boolean {
  const [found, wanted] = [numbersOf(version), numbersOf(least)];
  for (const [at, number] of wanted.entries())
    if ((found[at] ?? 0) !== number) return (found[at] ?? 0) > number;
  return true;
}

/** The version of the git command; null: there is none. */
export async function findGitVersion(): Promise<string | null> {
  try {
    return /\d+(?:\.\d+)+/.exec(await gitText(tmpdir(), ['version']))?.[0] ?? null;
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}
