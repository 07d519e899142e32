/** Staff show the learners of a run what an activity keeps hidden until then, or hide it again. */
import { keptFor } from '#lib/kept-for.ts';
import { record } from '#modules/audit/index.ts';
import type { Run } from '#modules/catalog/index.ts';
import type { Activity } from '#modules/content/contract.ts';
import { transaction } from '#platform/database.ts';
import type { Call } from '#platform/endpoint.ts';
import { commonRefusals, Refusal } from '#platform/refusal.ts';
import * as store from '../store/released.ts';

/** Every page of a learner asks; another server's change shows within seconds. */
const known = keptFor<Promise<ReadonlySet<string>>>(5_000, 2_000);

export function getReleased(runId: string): Promise<ReadonlySet<string>> {
  const found = known.get(runId);
  if (found) return found;
  const loading = store.listReleased(runId);
  known.set(runId, loading);
  // What could not be loaded is asked for again.
  loading.catch(() => known.delete(runId));
  return loading;
}

/** The keys that staff released in a run, where its release has an activity that waits for them; else no question is asked. */
export const releasedOf = (runId: string, activities: readonly Activity[]): Promise<ReadonlySet<string>> =>
  activities.some(({ reveal }) => reveal && Object.values(reveal).includes('released'))
    ? getReleased(runId)
    : Promise.resolve(new Set<string>());

/** The caller has checked who may. */
export async function release(call: Call, run: Run, activity: Activity, shown: boolean): Promise<void> {
  if (call.actor.kind !== 'person') throw new Refusal(commonRefusals['sign-in-required']);
  const { id } = call.actor;
  await transaction(async () => {
    const changed = shown
      ? await store.addReleased(run.id, activity.key, id)
      : await store.dropReleased(run.id, activity.key);
    if (changed)
      await record(call, shown ? 'activity.released' : 'activity.hidden', `run:${run.id}`, {
        activity: activity.key,
      });
  });
  known.delete(run.id);
}
