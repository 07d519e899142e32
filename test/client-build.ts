/** The client as browsers get it, built into a temporary folder, once for a test file or for a run. */
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createBuilder } from 'vite';
import { type Assets, assetsFrom } from '../src/ui/assets.ts';

export interface ClientBuild {
  folder: string;
  assets: Assets;
  remove(): Promise<void>;
}

export async function buildClient(into?: string): Promise<ClientBuild> {
  const folder = into ?? (await mkdtemp(join(tmpdir(), 'lectern-client-')));
  const builder = await createBuilder({
    configFile: 'vite.config.ts',
    logLevel: 'error',
    environments: { client: { build: { outDir: folder, emptyOutDir: true } } },
  });
  const { client } = builder.environments;
  if (!client) throw new Error('vite.config.ts has no client');
  await builder.build(client);
  return {
    folder,
    assets: assetsFrom(JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'))),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
