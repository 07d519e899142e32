/** Programs of the class: two learners handed in the same, with other names; and what the teacher makes of it. */
import { randomUUID } from 'node:crypto';
import { rollUpRun } from '#modules/analytics/index.ts';
import { listLatest, submit } from '#modules/attempts/index.ts';
import type { Run } from '#modules/catalog/index.ts';
import { findActivity, type Release } from '#modules/content/index.ts';
import { compareNow, listComparisons } from '#modules/similarity/index.ts';
import type { PersonActor } from '#platform/actor.ts';
import type { Call } from '#platform/endpoint.ts';

const key = 'reckoning-course';

const written = `from math import atan2, cos, degrees, radians, sqrt


def shrink(lat, to_lat):
    return cos(radians((lat + to_lat) / 2))


def course_to(lat, lon, to_lat, to_lon):
    # everything in nautical miles
    north = 60 * (to_lat - lat)
    east = 60 * (to_lon - lon) * shrink(lat, to_lat)
    if north == 0 and east == 0:
        return 0, 0
    distance = sqrt(north ** 2 + east ** 2)
    course = degrees(atan2(east, north))
    while course < 0:
        course += 360
    return course, distance
`;

/** As people do who hope that nobody sees it. */
const rewritten = written
  .replaceAll('north', 'dy')
  .replaceAll('east', 'dx')
  .replaceAll('distance', 'd')
  .replaceAll('shrink', 'factor')
  .replace('    # everything in nautical miles\n', '')
  .replace('return course, d', '# done!\n    return course, d');

type LearnerCall = Call & { actor: PersonActor };

export async function seedSimilarity(
  learners: { first: LearnerCall; second: LearnerCall },
  run: Run,
  release: Release,
  now: Date,
): Promise<void> {
  const activity = findActivity(release, key);
  if (!activity) return;
  if ((await listComparisons(run.id)).length === 0) {
    for (const [call, program] of [
      [learners.first, written],
      [learners.second, rewritten],
    ] as const) {
      const last = (await listLatest(call.actor.id, run.id)).find(({ activityKey }) => activityKey === key);
      if (!last || last.attempt < (activity.attempts ?? Number.POSITIVE_INFINITY))
        await submit(call, { run, activity, id: randomUUID(), answer: { 'steering.py': program } });
    }
    await compareNow(run, activity);
  }
  await rollUpRun(run.id, now);
}
