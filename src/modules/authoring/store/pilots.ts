/** Who sees a release first; which release a run shows stands in the catalog. */
import { query } from '#platform/database.ts';
import type { Pilot, PilotOutcome } from '../schema.ts';

const columns = `id, course_id as "courseId", run_id as "runId", cohort, release_id as "releaseId",
  started_by as "startedBy", started_at as "startedAt", outcome, ended_by as "endedBy", ended_at as "endedAt"`;

export async function addPilot(
  pilot: Pick<Pilot, 'courseId' | 'runId' | 'cohort' | 'releaseId' | 'startedBy' | 'startedAt'>,
): Promise<void> {
  const { courseId, runId, cohort, releaseId, startedBy, startedAt } = pilot;
  await query(
    `insert into authoring.pilot (course_id, run_id, cohort, release_id, started_by, started_at)
     values ($1, $2, $3, $4, $5, $6)`,
    [courseId, runId, cohort, releaseId, startedBy, startedAt],
  );
}

/** Newest first. */
export const listPilots = (courseId: string): Promise<Pilot[]> =>
  query<Pilot>(
    `select ${columns} from authoring.pilot where course_id = $1 order by started_at desc limit 50`,
    [courseId],
  );

export async function findPilot(courseId: string, id: string): Promise<Pilot | null> {
  const [row] = await query<Pilot>(
    `select ${columns} from authoring.pilot where course_id = $1 and id = $2 for update`,
    [courseId, id],
  );
  return row ?? null;
}

/** Ends those that are under way in these runs. */
export async function endPilots(
  runIds: readonly string[],
  outcome: PilotOutcome,
  by: string,
  at: Date,
): Promise<void> {
  await query(
    `update authoring.pilot set outcome = $2, ended_by = $3, ended_at = $4
     where run_id = any($1::uuid[]) and outcome is null`,
    [runIds, outcome, by, at],
  );
}
