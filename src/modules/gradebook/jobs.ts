/** Jobs of the gradebook. */
import { Type } from 'typebox';
import { outsideTransaction } from '#platform/database.ts';
import { defineJob, enqueue } from '#platform/jobs.ts';
import { workOnRegrade } from './service/regrade-batches.ts';
import { refreshStandings } from './service/standings.ts';

export const refreshStandingsJob = defineJob({
  name: 'gradebook.refresh-standings',
  payload: Type.Object({}),
  retry: { limit: 0, delaySeconds: 60 },
  schedule: '* * * * *',
  // Each batch commits by itself: what is done stays done when the process ends.
  run: () => outsideTransaction(() => refreshStandings(new Date())),
});

/** A batch and the job of the next one are one commit: a kill loses at most the batch it hits, which comes again. */
export const regradeJob = defineJob({
  name: 'gradebook.regrade',
  payload: Type.Object({ id: Type.String() }),
  retry: { limit: 20, delaySeconds: 2 },
  async run({ id }) {
    if (await workOnRegrade(id)) await enqueueRegrade(id);
  },
});

export const enqueueRegrade = (id: string): Promise<void> => enqueue(regradeJob, { id });
