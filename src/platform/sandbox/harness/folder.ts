/** Where the harnesses stand: scripts in other languages, read from the source also where the program runs built. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

const place = 'src/platform/sandbox/harness';

function findHarness(from: string): string {
  const folder = join(from, place);
  if (existsSync(folder)) return folder;
  const above = dirname(from);
  if (above === from) throw new Error('the harnesses of the sandbox are not here');
  return findHarness(above);
}

export const harnessFolder = findHarness(import.meta.dirname);
