import { Type } from 'typebox';
import { defineJob } from '#platform/jobs.ts';
import { dropUnfinished } from './service/uploads.ts';

/** Files that were never sent to their end are removed every night. */
export const dropUnfinishedUploadsJob = defineJob({
  name: 'attempts.drop-unfinished-uploads',
  payload: Type.Object({}),
  retry: { limit: 3, delaySeconds: 60 },
  schedule: '41 3 * * *',
  run: () => dropUnfinished(new Date()),
});
