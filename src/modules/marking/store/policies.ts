/** SQL of how activities are marked, and of who marks what. */
import { query } from '#platform/database.ts';
import type { Policy } from '../schema.ts';
import { usualPolicy } from './tasks.ts';

const columns = 'anonymous, second, at_once as "atOnce", named, allotment';

export async function findPolicy(runId: string, activityKey: string): Promise<Policy> {
  const [row] = await query<Policy>(
    `select ${columns} from marking.policy where run_id = $1 and activity_key = $2`,
    [runId, activityKey],
  );
  return row ?? usualPolicy;
}

export async function listPolicies(runId: string): Promise<Map<string, Policy>> {
  const rows = await query<Policy & { activityKey: string }>(
    `select activity_key as "activityKey", ${columns} from marking.policy where run_id = $1`,
    [runId],
  );
  return new Map(rows.map(({ activityKey, ...policy }) => [activityKey, policy]));
}

export async function savePolicy(runId: string, activityKey: string, policy: Policy): Promise<void> {
  await query(
    `insert into marking.policy (run_id, activity_key, anonymous, second, at_once, named, allotment)
     values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (run_id, activity_key) do update set anonymous = excluded.anonymous, second = excluded.second,
       at_once = excluded.at_once, named = excluded.named, allotment = excluded.allotment`,
    [
      runId,
      activityKey,
      policy.anonymous,
      policy.second,
      policy.atOnce,
      policy.named,
      policy.allotment && JSON.stringify(policy.allotment),
    ],
  );
}

/** How many tasks each marker of an activity still has to do, and whose work of this run is with whom. */
export async function readStanding(
  runId: string,
  activityKey: string,
): Promise<{ load: Map<string, number>; ofLearner: Map<string, string> }> {
  const rows = await query<{ marker: string; load: number; learners: string[] | null }>(
    `select marker_id as marker, count(*) filter (where activity_key = $2 and state in ('to-mark', 'draft')) as load,
       array_agg(distinct learner_id) as learners
     from marking.task where run_id = $1 and marker_id is not null group by marker_id`,
    [runId, activityKey],
  );
  return {
    load: new Map(rows.map(({ marker, load }) => [marker, load])),
    ofLearner: new Map(
      rows.flatMap(({ marker, learners }) => (learners ?? []).map((learner) => [learner, marker] as const)),
    ),
  };
}

export interface OpenTask {
  id: string;
  learnerId: string;
  markerId: string | null;
  secondId: string | null;
  cohort: string | null;
}

/** Tasks of an activity that nobody has begun, in the order in which they came. */
export const listUnbegun = (
  runId: string,
  activityKey: string,
  only: 'unallotted' | 'all',
): Promise<OpenTask[]> =>
  query<OpenTask>(
    `select t.id, t.learner_id as "learnerId", t.marker_id as "markerId", t.second_id as "secondId", e.cohort
     from marking.task t
     left join enrollment.enrollment e on e.learner_id = t.learner_id and e.run_id = t.run_id
     where t.run_id = $1 and t.activity_key = $2 and t.state in ('to-mark', 'second')
       and ($3 = 'all' or t.marker_id is null or t.second_id is null)
     order by t.received_at, t.id`,
    [runId, activityKey, only],
  );

/** Many in one statement; null leaves a marker as it is. */
export async function saveMarkers(
  runId: string,
  chosen: readonly { id: string; markerId: string | null; secondId: string | null }[],
): Promise<void> {
  await query(
    `update marking.task t set marker_id = coalesce(c.marker, t.marker_id), second_id = coalesce(c.second, t.second_id)
     from unnest($2::uuid[], $3::uuid[], $4::uuid[]) as c(id, marker, second)
     where t.id = c.id and t.run_id = $1`,
    [
      runId,
      chosen.map(({ id }) => id),
      chosen.map(({ markerId }) => markerId),
      chosen.map(({ secondId }) => secondId),
    ],
  );
}

/** Null: in no cohort. */
export async function findCohort(runId: string, learnerId: string): Promise<string | null> {
  const [row] = await query<{ cohort: string | null }>(
    'select cohort from enrollment.enrollment where learner_id = $1 and run_id = $2',
    [learnerId, runId],
  );
  return row?.cohort ?? null;
}
