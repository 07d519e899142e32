/** A folder on this machine, as an archive. Links are refused: they could show any file of the machine as course content. */
import { constants, type Dirent } from 'node:fs';
import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Refusal } from '../refusal.ts';
import { type ArchiveLimits, archiveRefusals } from './limits.ts';
import { pathRegister, printable, safePath } from './paths.ts';
import { type Archive, megabytes } from './spool.ts';

const ignored = new Set(['.git', '.DS_Store', 'node_modules']);

export async function openFolder(root: string, limits: ArchiveLimits): Promise<Archive> {
  const paths: string[] = [];
  const register = pathRegister();
  let entries = 0;

  const visit = async (folder: string) => {
    const children: Dirent[] = await readdir(join(root, folder), { withFileTypes: true });
    for (const child of children.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
      if (ignored.has(child.name)) continue;
      entries += 1;
      if (entries > limits.entries)
        throw new Refusal(archiveRefusals['archive-too-many-entries'], { values: { limit: limits.entries } });
      const path = safePath(folder ? `${folder}/${child.name}` : child.name, limits.pathBytes);
      if (child.isDirectory()) await visit(path);
      else if (child.isFile()) {
        register.addFile(path);
        paths.push(path);
      } else
        throw new Refusal(archiveRefusals['archive-special-entry'], { values: { path: printable(path) } });
    }
  };
  await visit('');

  const known = new Set(paths);
  return {
    paths: paths.sort(),
    async read(path) {
      if (!known.has(path)) throw new Error(`no file ${printable(path)} in this folder`);
      // The file may have become a link since it was listed.
      const file = await open(join(root, path), constants.O_RDONLY | constants.O_NOFOLLOW);
      try {
        if ((await file.stat()).size > limits.fileBytes)
          throw new Refusal(archiveRefusals['archive-file-too-large'], {
            values: { path: printable(path), limit: megabytes(limits.fileBytes) },
          });
        return await file.readFile();
      } finally {
        await file.close();
      }
    },
    async close() {},
  };
}
