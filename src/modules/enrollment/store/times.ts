/** SQL of times, as the resolver reads them. */
import type { LatePolicy } from '#modules/content/contract.ts';
import { query } from '#platform/database.ts';
import type { Cohort, Degraded, GroupMember, LearnerGroup, LearnerTimes, TargetDates } from '../schema.ts';

/** `times` of `enrollment.learner_times`, as any statement gets it. */
export type LearnerTimesRow = Omit<LearnerTimes, 'enrolledAt' | 'groups'> & {
  enrolledAt: string;
  groups?: (Omit<LearnerGroup, 'members'> & { members: MemberRow[] | null })[];
};
type MemberRow = Omit<GroupMember, 'since' | 'times'> & { since: string; times: LearnerTimesRow };

export function learnerTimesOf({ groups = [], ...row }: LearnerTimesRow): LearnerTimes {
  const memberOf = ({ name, since, times }: MemberRow): GroupMember => ({
    ...{ name, since: new Date(since), times: learnerTimesOf(times) },
  });
  return {
    ...row,
    enrolledAt: new Date(row.enrolledAt),
    ...(groups.length > 0 && {
      groups: groups.map((group) => ({ ...group, members: (group.members ?? []).map(memberOf) })),
    }),
  };
}

/** What these learners have of their own in a run; whoever was never in it is missing. */
export async function listLearnerTimes(
  runId: string,
  learnerIds: readonly string[],
): Promise<Map<string, LearnerTimes>> {
  const rows = await query<{ times: LearnerTimesRow }>(
    'select times from enrollment.learner_times where run_id = $1 and learner_id = any($2::uuid[])',
    [runId, learnerIds],
  );
  return new Map(rows.map(({ times }) => [times.learnerId, learnerTimesOf(times)]));
}

interface DatesRow {
  cohort: string;
  kind: TargetDates['kind'];
  key: string;
  dates: TargetDates['dates'];
}

interface RulesRow {
  dates: DatesRow[] | null;
  cohorts: Cohort[] | null;
  late: LatePolicy | null;
  windowHours: number | null;
  minimumMinutes: number | null;
  degraded: (Omit<Degraded, 'from' | 'until'> & { from: string; until: string })[] | null;
  exceptions: LearnerTimesRow[] | null;
  lastEnrolledAt: Date | null;
}

export interface StoredRules {
  dates: TargetDates[];
  cohorts: (Cohort & { dates: TargetDates[] })[];
  late: LatePolicy | null;
  windowHours: number | null;
  minimumMinutes: number | null;
  degraded: Degraded[];
  exceptions: LearnerTimes[];
  lastEnrolledAt: Date | null;
}

const rulesOf = (row: RulesRow): StoredRules => {
  const lines = Map.groupBy(row.dates ?? [], ({ cohort }) => cohort);
  const datesOf = (cohort: string) => (lines.get(cohort) ?? []).map(({ cohort: _, ...line }) => line);
  return {
    ...row,
    dates: datesOf(''),
    cohorts: (row.cohorts ?? []).map((cohort) => ({ ...cohort, dates: datesOf(cohort.key) })),
    degraded: (row.degraded ?? []).map((period) => ({
      ...period,
      from: new Date(period.from),
      until: new Date(period.until),
    })),
    exceptions: (row.exceptions ?? []).map(learnerTimesOf),
  };
};

/** All that holds for a run beside its release, in one round trip. */
export async function getStoredRules(runId: string, startsAt: Date | null): Promise<StoredRules> {
  const [row] = await query<RulesRow>(
    `select
       (select json_agg(json_build_object('cohort', cohort, 'kind', target_kind, 'key', target_key, 'dates',
          json_strip_nulls(json_build_object('opens', opens, 'due', due, 'lateUntil', late_until, 'closes', closes))))
        from enrollment.target_dates where run_id = $1) as dates,
       (select json_agg(json_build_object('key', key, 'title', title) order by title)
        from enrollment.cohort where run_id = $1) as cohorts,
       p.late, p.window_hours as "windowHours", p.minimum_minutes as "minimumMinutes",
       (select json_agg(json_build_object('service', service, 'runId', run_id, 'from', from_at, 'until', until_at)
          order by from_at)
        from enrollment.degraded
        where (run_id is null or run_id = $1) and until_at > coalesce($2::timestamptz, '-infinity')) as degraded,
       (select json_agg(t.times) from enrollment.learner_times t
        where t.run_id = $1 and t.state = 'active' and (
          exists (select 1 from enrollment.extension x where x.learner_id = t.learner_id and x.run_id = t.run_id)
          or exists (select 1 from enrollment.accommodation a where a.learner_id = t.learner_id))) as exceptions,
       (select max(enrolled_at) from enrollment.enrollment where run_id = $1 and state = 'active') as "lastEnrolledAt"
     from (select 1) one left join enrollment.run_policy p on p.run_id = $1`,
    [runId, startsAt],
  );
  if (!row) throw new Error('a select without from gave no row');
  return rulesOf(row);
}
