/** Opens the machines in order (secret, PostgreSQL, migrations, storage) and closes them in reverse. */
import { join } from 'node:path';
import { closeDatabase, openDatabase } from '#platform/database.ts';
import { type EmbeddedServer, startEmbeddedPostgres } from '#platform/embedded-postgres.ts';
import { useGit } from '#platform/git/index.ts';
import { migrate } from '#platform/migrate.ts';
import { openSecret } from '#platform/secret.ts';
import { diskStorage, useStorage } from '#platform/storage.ts';
import type { Config } from './config.ts';
import { openGraders } from './graders.ts';
import { migrationsFolder } from './paths.ts';
import { fillPorts } from './ports.ts';

export interface Machines {
  databaseUrl: string;
  embedded: EmbeddedServer | null;
  close(): Promise<void>;
}

export async function openMachines(config: Config, say: (line: string) => void): Promise<Machines> {
  await openSecret(config.secret, config.dataFolder);
  await openGraders(config);
  const settings: Record<string, string> = config.embeddedSynchronousCommit
    ? {}
    : { synchronous_commit: 'off' };
  const embedded = config.databaseUrl
    ? null
    : await startEmbeddedPostgres(config.dataFolder, { settings, keepRunning: true, say });
  const databaseUrl = config.databaseUrl ?? embedded?.url ?? '';
  try {
    const { unknown } = await migrate(databaseUrl, migrationsFolder, (file) => say(`Migrating ${file}`));
    if (unknown.length > 0)
      say(
        `The database was changed by a newer version of Lectern (${unknown.at(-1)}). Start that version: this one may not understand what it wrote.`,
      );
  } catch (error) {
    await embedded?.stop();
    throw error;
  }
  openDatabase(databaseUrl, { max: config.databasePool });
  useStorage(diskStorage(join(config.dataFolder, 'objects')));
  useGit({ folder: join(config.dataFolder, 'git'), privateHosts: config.gitHosts });
  fillPorts();
  return {
    databaseUrl,
    embedded,
    async close() {
      await closeDatabase();
      await embedded?.stop();
    },
  };
}
