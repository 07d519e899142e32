import { Type } from 'typebox';
import { defineJob, enqueue } from '#platform/jobs.ts';
import type { ReleasedNews } from './service/desk.ts';
import { postReleased } from './service/letters.ts';
import { addStranded } from './store/tasks.ts';

/** What machines could not judge in three tries is put on the desk every minute; until then it waits in their queue. */
export const takeStrandedJob = defineJob({
  name: 'marking.take-stranded',
  payload: Type.Object({}),
  retry: { limit: 3, delaySeconds: 30 },
  schedule: '* * * * *',
  run: addStranded,
});

/** A release of a whole course does not wait for its mails. */
export const tellReleasedJob = defineJob({
  name: 'marking.tell-released',
  payload: Type.Object({
    course: Type.String(),
    letters: Type.Array(Type.Object({ learnerId: Type.String(), path: Type.String() })),
  }),
  retry: { limit: 10, delaySeconds: 10 },
  run: postReleased,
});

export const enqueueReleased = (news: ReleasedNews): Promise<void> => enqueue(tellReleasedJob, { ...news });
