/** Where the program's own files stand, whether it runs built (dist/server) or from its source (tests). */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

function findRoot(from: string): string {
  if (existsSync(join(from, 'package.json'))) return from;
  const above = dirname(from);
  if (above === from) throw new Error('no package.json above the program');
  return findRoot(above);
}

export const projectRoot = findRoot(import.meta.dirname);
export const migrationsFolder = join(projectRoot, 'db/migrations');
export const clientFolder = join(projectRoot, 'dist/client');
export const demoCoursesFolder = join(projectRoot, 'courses');
export const demoLibrariesFolder = join(projectRoot, 'libraries');
