/** SQL of live results: how far things are that learners wait for. */
import { query } from '#platform/database.ts';

export interface Watched {
  learnerId: string;
  runId: string;
  activityKey: string;
}

/** One stage for each, in their order; the same words as `stageOf` of what a page was drawn from. */
export async function listStages(watched: readonly Watched[]): Promise<string[]> {
  const rows = await query<{ stage: string }>(
    `select coalesce(s.attempt || ' ' || g.number || ' ' || g.state || ' '
         || (g.state = 'judged' and g.released_at is null), '') || '/' || coalesce(t.id || ' ' || t.state, '') as stage
     from unnest($1::uuid[], $2::uuid[], $3::text[]) with ordinality as q(learner, run, activity, place)
     left join lateral (select id, attempt from attempts.submission
       where learner_id = q.learner and run_id = q.run and activity_key = q.activity order by attempt desc limit 1) s on true
     left join lateral (select number, state, released_at from grading.grading
       where learner_id = q.learner and submission_id = s.id order by number desc limit 1) g on true
     left join grading.trial t on t.learner_id = q.learner and t.run_id = q.run and t.activity_key = q.activity
     order by q.place`,
    [
      watched.map(({ learnerId }) => learnerId),
      watched.map(({ runId }) => runId),
      watched.map(({ activityKey }) => activityKey),
    ],
  );
  return rows.map(({ stage }) => stage);
}
