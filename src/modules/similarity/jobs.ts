/** Jobs of similarity. */
import { Type } from 'typebox';
import { defineJob, enqueue } from '#platform/jobs.ts';
import { compareChanged, workOnComparison } from './service/comparing.ts';

export const compareJob = defineJob({
  name: 'similarity.compare',
  payload: Type.Object({ id: Type.String() }),
  retry: { limit: 3, delaySeconds: 10 },
  run: ({ id }) => workOnComparison(String(id)),
});

export const enqueueComparison = (id: string): Promise<void> => enqueue(compareJob, { id });

export const compareChangedJob = defineJob({
  name: 'similarity.compare-changed',
  payload: Type.Object({}),
  retry: { limit: 2, delaySeconds: 300 },
  schedule: '20 2 * * *',
  run: () => compareChanged(enqueueComparison),
});
