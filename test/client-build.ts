/** The client as browsers get it, built once for a test run. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createBuilder } from 'vite';
import { inject } from 'vitest';
import { type Assets, assetsFrom } from '../src/ui/assets.ts';
import { inTurn } from './in-turn.ts';

export interface ClientBuild {
  folder: string;
  assets: Assets;
}

async function buildClient(outDir: string): Promise<void> {
  const builder = await createBuilder({
    configFile: 'vite.config.ts',
    logLevel: 'error',
    environments: { client: { build: { outDir, emptyOutDir: true } } },
  });
  const { client } = builder.environments;
  if (!client) throw new Error('vite.config.ts has no client');
  await builder.build(client);
}

export async function builtClient(): Promise<ClientBuild> {
  const folder = join(inject('runFolder'), 'client');
  const manifest = join(folder, 'manifest.json');
  await inTurn(2, async () => {
    if (!existsSync(manifest)) await buildClient(folder);
  });
  return { folder, assets: assetsFrom(JSON.parse(readFileSync(manifest, 'utf8'))) };
}
