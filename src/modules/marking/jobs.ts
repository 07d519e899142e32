import { Type } from 'typebox';
import { defineJob } from '#platform/jobs.ts';
import { addStranded } from './store/tasks.ts';

/** What machines could not judge in three tries is put on the desk every minute; until then it waits in their queue. */
export const takeStrandedJob = defineJob({
  name: 'marking.take-stranded',
  payload: Type.Object({}),
  retry: { limit: 3, delaySeconds: 30 },
  schedule: '* * * * *',
  run: addStranded,
});
