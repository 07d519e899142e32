/** Who marks what: shares tasks out among markers. Pure. */
import type { Allotment } from '../schema.ts';

export interface AllotTask {
  id: string;
  learnerId: string;
  /** Of the learner; null: none. */
  cohort: string | null;
  /** Whoever must not get it: the first marker, where this is about the second. */
  not: string | null;
}

/** Tasks that each marker has already, and learners whose work somebody has. */
export interface Standing {
  load: ReadonlyMap<string, number>;
  ofLearner: ReadonlyMap<string, string>;
}

/** Task to marker; a task that nobody may get is missing. Whoever has least gets the next; ties go by the given order. */
export function allot(
  tasks: readonly AllotTask[],
  { way, markers, cohorts = {} }: Allotment,
  { load, ofLearner }: Standing,
): Map<string, string> {
  const loads = new Map(markers.map((marker) => [marker, load.get(marker) ?? 0]));
  const learners = new Map(ofLearner);
  const chosen = new Map<string, string>();

  const least = (not: string | null) =>
    [...loads].filter(([marker]) => marker !== not).sort((a, b) => a[1] - b[1])[0]?.[0];
  const pick = (task: AllotTask): string | undefined => {
    const known = way === 'learner' ? learners.get(task.learnerId) : undefined;
    const wanted = way === 'cohort' ? cohorts[task.cohort ?? ''] : known;
    if (wanted && wanted !== task.not && loads.has(wanted)) return wanted;
    // A cohort that nobody was named for waits; so does the second marking of a cohort with one marker.
    return way === 'cohort' ? undefined : least(task.not);
  };
  for (const task of tasks) {
    const marker = pick(task);
    if (!marker) continue;
    chosen.set(task.id, marker);
    loads.set(marker, (loads.get(marker) ?? 0) + 1);
    if (way === 'learner' && !task.not) learners.set(task.learnerId, marker);
  }
  return chosen;
}
