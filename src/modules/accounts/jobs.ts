import { Type } from 'typebox';
import { defineJob } from '#platform/jobs.ts';
import { deleteExpired } from './store.ts';

/** Sessions and links that are over are removed every night; until then they only take room. */
export const cleanUpJob = defineJob({
  name: 'accounts.clean-up',
  payload: Type.Object({}),
  retry: { limit: 3, delaySeconds: 60 },
  schedule: '17 3 * * *',
  run: () => deleteExpired(new Date()),
});
