/** Jobs of exams. */
import { randomUUID } from 'node:crypto';
import { Type } from 'typebox';
import { system } from '#platform/actor.ts';
import { defineJob } from '#platform/jobs.ts';
import { finishOver } from './service/staff.ts';

/** Who was cut off or has gone away has handed in what was saved. */
export const finishOverJob = defineJob({
  name: 'exams.finish-over',
  payload: Type.Object({}),
  retry: { limit: 3, delaySeconds: 5 },
  schedule: '* * * * *',
  async run() {
    await finishOver({
      actor: system('exams'),
      now: new Date(),
      requestId: randomUUID(),
      locale: 'en',
      ip: '',
      idempotencyKey: null,
      header: () => null,
      csrf: () => '',
    });
  },
});
