/** Graders that come back: what fell into the time without them is kept, so that deadlines move by rule. */
import { getRelease } from '#modules/content/index.ts';
import { recordDegraded } from '#modules/enrollment/index.ts';
import { listUnjudged, noteSound } from '../store/graders.ts';

interface Judged {
  grader: string;
  runId: string;
  activityKey: string;
  releaseId: string;
}

/**
 * The grader has answered. If it was out of order until now, that is an outage of its kind of activity in each run where
 * somebody waited for it.
 */
export async function noteAnswered(judged: Judged): Promise<void> {
  const outage = judged.grader ? await noteSound(judged.grader) : null;
  if (!outage) return;
  const services = new Map<string, Set<string>>();
  for (const { runId, activityKey, releaseId } of [judged, ...(await listUnjudged(judged.grader))]) {
    const { activities } = await getRelease(releaseId);
    const type = activities.find(({ key }) => key === activityKey)?.type;
    if (type) services.set(runId, (services.get(runId) ?? new Set()).add(type));
  }
  for (const [id, types] of services)
    for (const type of types) await recordDegraded(type, outage.from, outage.until, { id });
}
