/** Jobs of the gradebook. */
import { Type } from 'typebox';
import { outsideTransaction } from '#platform/database.ts';
import { defineJob } from '#platform/jobs.ts';
import { refreshStandings } from './service/standings.ts';

export const refreshStandingsJob = defineJob({
  name: 'gradebook.refresh-standings',
  payload: Type.Object({}),
  retry: { limit: 0, delaySeconds: 60 },
  schedule: '* * * * *',
  // Each batch commits by itself: what is done stays done when the process ends.
  run: () => outsideTransaction(() => refreshStandings(new Date())),
});
