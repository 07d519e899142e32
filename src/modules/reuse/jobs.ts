/** Jobs of reuse. */
import { Type } from 'typebox';
import { defineJob } from '#platform/jobs.ts';
import { pushBlueprints } from './service/pushing.ts';

export const pushBlueprintsJob = defineJob({
  name: 'reuse.push-blueprints',
  payload: Type.Object({}),
  retry: { limit: 0, delaySeconds: 60 },
  schedule: '* * * * *',
  run: () => pushBlueprints(new Date()),
});
