/** Jobs of analytics. */
import { Type } from 'typebox';
import { defineJob, enqueue } from '#platform/jobs.ts';
import { rollUpRun, rollUpStale } from './service.ts';

export const rollUpJob = defineJob({
  name: 'analytics.roll-up',
  payload: Type.Object({ runId: Type.String() }),
  retry: { limit: 3, delaySeconds: 10 },
  run: ({ runId }) => rollUpRun(String(runId), new Date()),
});

export const enqueueRollUp = (runId: string): Promise<void> => enqueue(rollUpJob, { runId });

export const rollUpStaleJob = defineJob({
  name: 'analytics.roll-up-stale',
  payload: Type.Object({}),
  retry: { limit: 1, delaySeconds: 60 },
  schedule: '*/10 * * * *',
  run: () => rollUpStale(new Date()),
});
