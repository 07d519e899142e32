/** Jobs of authoring. */
import { Type } from 'typebox';
import { defineJob, enqueue } from '#platform/jobs.ts';
import { askUnsent } from './service/git/linking.ts';
import { workOnSync } from './service/git/work.ts';
import { readImport } from './service/import-reading.ts';
import { dropForgottenImports } from './service/imports.ts';
import { publishDue } from './service/publishing.ts';

export const publishDueJob = defineJob({
  name: 'authoring.publish-due',
  payload: Type.Object({}),
  retry: { limit: 0, delaySeconds: 60 },
  schedule: '* * * * *',
  run: () => publishDue(new Date()),
});

/** Pulling and pushing wait for each other: one that waited too long comes again. */
export const syncJob = defineJob({
  name: 'authoring.sync-repository',
  payload: Type.Object({ id: Type.String() }),
  retry: { limit: 8, delaySeconds: 10 },
  run: ({ id }) => workOnSync(String(id)),
});

export const enqueueSync = (id: string): Promise<void> => enqueue(syncJob, { id });

export const sendUnsentJob = defineJob({
  name: 'authoring.send-unsent',
  payload: Type.Object({}),
  retry: { limit: 0, delaySeconds: 60 },
  schedule: '* * * * *',
  run: () => askUnsent(new Date(), enqueueSync),
});

export const readImportJob = defineJob({
  name: 'authoring.read-import',
  payload: Type.Object({ id: Type.String() }),
  retry: { limit: 3, delaySeconds: 10 },
  run: ({ id }) => readImport(String(id)),
});

export const enqueueImport = (id: string): Promise<void> => enqueue(readImportJob, { id });

export const dropImportsJob = defineJob({
  name: 'authoring.drop-imports',
  payload: Type.Object({}),
  retry: { limit: 2, delaySeconds: 300 },
  schedule: '40 3 * * *',
  run: () => dropForgottenImports(new Date()),
});
