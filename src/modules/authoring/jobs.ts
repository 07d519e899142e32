/** Jobs of authoring. */
import { Type } from 'typebox';
import { defineJob } from '#platform/jobs.ts';
import { publishDue } from './service/publishing.ts';

export const publishDueJob = defineJob({
  name: 'authoring.publish-due',
  payload: Type.Object({}),
  retry: { limit: 0, delaySeconds: 60 },
  schedule: '* * * * *',
  run: () => publishDue(new Date()),
});
