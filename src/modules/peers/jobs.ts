/** The round of the clock. */
import { randomUUID } from 'node:crypto';
import { Type } from 'typebox';
import { system } from '#platform/actor.ts';
import { defineJob } from '#platform/jobs.ts';
import { tendAll } from './service/settling.ts';

export const tendPeersJob = defineJob({
  name: 'peers.tend',
  payload: Type.Object({}),
  retry: { limit: 3, delaySeconds: 30 },
  schedule: '*/5 * * * *',
  run: () =>
    tendAll({
      actor: system('peers'),
      now: new Date(),
      requestId: randomUUID(),
      locale: 'en',
      ip: '',
      idempotencyKey: null,
      header: () => null,
      csrf: () => '',
    }),
});
