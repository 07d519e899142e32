/** SQL of comparisons: what was found, and what staff think of it. */
import { query } from '#platform/database.ts';
import type { Comparison, Findings, Pair, PairKey, Passage, Review, ReviewState, Work } from './schema.ts';

export const pageSize = 50;

const columns = `c.id, c.run_id as "runId", c.activity_key as "activityKey", c.state, c.made_by as "madeBy",
  c.made_at as "madeAt", c.settled_at as "settledAt", c.works, c.done, c.too_short as "tooShort", c.histogram`;

/** Null: one is under way. */
export async function addComparison(
  runId: string,
  activityKey: string,
  madeBy: string | null,
): Promise<string | null> {
  const [row] = await query<{ id: string }>(
    `insert into similarity.comparison (run_id, activity_key, made_by) values ($1, $2, $3)
     on conflict (run_id, activity_key) where state in ('waiting', 'comparing') do nothing returning id`,
    [runId, activityKey, madeBy],
  );
  return row?.id ?? null;
}

export async function findComparison(id: string): Promise<Comparison | null> {
  const [row] = await query<Comparison>(`select ${columns} from similarity.comparison c where c.id = $1`, [
    id,
  ]);
  return row ?? null;
}

/** The newest of each activity, and the newest that has something to show. */
export const listComparisons = (runId: string): Promise<(Comparison & { pairs: number; open: number })[]> =>
  query(
    `select ${columns}, count(p.left_learner)::int as pairs,
       (count(p.left_learner) filter (where r.state is null or r.state = 'to-look-at'))::int as open
     from (select distinct on (activity_key) * from similarity.comparison
           where run_id = $1 order by activity_key, made_at desc) c
     left join similarity.pair p on p.comparison_id = c.id
     left join lateral (select state from similarity.review r
       where r.run_id = c.run_id and r.activity_key = c.activity_key
         and r.left_learner = p.left_learner and r.right_learner = p.right_learner
       order by r.id desc limit 1) r on true
     group by c.id, c.run_id, c.activity_key, c.state, c.made_by, c.made_at, c.settled_at, c.works, c.done,
       c.too_short, c.histogram`,
    [runId],
  );

export async function findNewest(
  runId: string,
  activityKey: string,
): Promise<{ newest: Comparison | null; ready: Comparison | null }> {
  const rows = await query<Comparison>(
    `(select ${columns} from similarity.comparison c where run_id = $1 and activity_key = $2
      order by made_at desc limit 1)
     union all
     (select ${columns} from similarity.comparison c where run_id = $1 and activity_key = $2 and state = 'ready'
      order by made_at desc limit 1)`,
    [runId, activityKey],
  );
  return { newest: rows[0] ?? null, ready: rows.find(({ state }) => state === 'ready') ?? null };
}

/** How many learners of the run have handed something in; and begins. */
export async function beginComparison(id: string): Promise<void> {
  await query(
    `update similarity.comparison c set state = 'comparing', done = 0, works = (
       select count(distinct s.learner_id) from enrollment.enrollment e
       join attempts.submission s on s.learner_id = e.learner_id and s.run_id = e.run_id and s.activity_key = c.activity_key
       where e.run_id = c.run_id and not exists (select from attempts.joint_submission j
         where j.submission_id = s.id and j.learner_id = s.learner_id and j.sent_id <> s.id))
     where id = $1`,
    [id],
  );
}

export async function noteRead(id: string, done: number): Promise<void> {
  await query('update similarity.comparison set done = $2 where id = $1', [id, done]);
}

export async function failComparison(id: string): Promise<void> {
  await query(
    `update similarity.comparison set state = 'failed', settled_at = clock_timestamp() where id = $1`,
    [id],
  );
}

/** What the next learners by id handed in last; of a group, who sent it: the others have the same by right. */
export const listWorks = (
  runId: string,
  activityKey: string,
  after: string | null,
  most: number,
): Promise<(Pick<Work, 'learnerId' | 'submissionId'> & { answer: unknown })[]> =>
  query(
    `select e.learner_id as "learnerId", s.id as "submissionId", s.answer
     from enrollment.enrollment e
     join lateral (select id, answer from attempts.submission s
       where s.learner_id = e.learner_id and s.run_id = e.run_id and s.activity_key = $2
       order by attempt desc limit 1) s on true
     where e.run_id = $1 and ($3::uuid is null or e.learner_id > $3)
       and not exists (select from attempts.joint_submission j
         where j.submission_id = s.id and j.learner_id = e.learner_id and j.sent_id <> s.id)
     order by e.learner_id limit $4`,
    [runId, activityKey, after, most],
  );

export async function settleComparison(
  id: string,
  works: readonly { learnerId: string; submissionId: string }[],
  { pairs, tooShort, histogram }: Findings,
): Promise<void> {
  const lines = pairs.map(({ left, right, ...line }) => ({
    ...line,
    leftWork: works[left],
    rightWork: works[right],
  }));
  await query(
    `insert into similarity.pair (comparison_id, left_learner, right_learner, left_submission, right_submission,
       similarity, left_share, right_share, passages)
     select $1, * from unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::uuid[], $6::float8[], $7::float8[], $8::float8[],
       $9::jsonb[]) on conflict do nothing`,
    [
      id,
      lines.map(({ leftWork }) => leftWork?.learnerId),
      lines.map(({ rightWork }) => rightWork?.learnerId),
      lines.map(({ leftWork }) => leftWork?.submissionId),
      lines.map(({ rightWork }) => rightWork?.submissionId),
      lines.map(({ similarity }) => similarity),
      lines.map(({ leftShare }) => leftShare),
      lines.map(({ rightShare }) => rightShare),
      lines.map(({ passages }) => JSON.stringify(passages)),
    ],
  );
  await query(
    `update similarity.comparison set state = 'ready', settled_at = clock_timestamp(), works = $2, done = $2,
       too_short = $3, histogram = $4 where id = $1`,
    [id, works.length, tooShort, histogram],
  );
}

/** Pairs of before are not looked at any more; reviews stay, they belong to the learners' work. */
export async function dropOlder(id: string): Promise<void> {
  await query(
    `delete from similarity.comparison o using similarity.comparison n
     where n.id = $1 and o.run_id = n.run_id and o.activity_key = n.activity_key and o.made_at < n.made_at`,
    [id],
  );
}

const pairColumns = `p.left_learner as "leftLearner", p.right_learner as "rightLearner",
  p.left_submission as "leftSubmission", p.right_submission as "rightSubmission", p.similarity,
  p.left_share as "leftShare", p.right_share as "rightShare", coalesce(r.state, 'to-look-at') as review`;
const newestReview = `left join lateral (select state from similarity.review r
  where r.run_id = c.run_id and r.activity_key = c.activity_key
    and r.left_learner = p.left_learner and r.right_learner = p.right_learner order by r.id desc limit 1) r on true`;

/** Most alike first; all of them, since clusters hang together by pairs of other pages. */
export const listPairs = (comparisonId: string): Promise<Pair[]> =>
  query<Pair>(
    `select ${pairColumns} from similarity.pair p join similarity.comparison c on c.id = p.comparison_id
     ${newestReview} where c.id = $1 order by p.similarity desc, p.left_learner, p.right_learner`,
    [comparisonId],
  );

export async function findPair(
  comparisonId: string,
  { leftLearner, rightLearner }: PairKey,
): Promise<(Pair & { passages: Passage[] }) | null> {
  const [row] = await query<Pair & { passages: Passage[] }>(
    `select ${pairColumns}, p.passages from similarity.pair p
     join similarity.comparison c on c.id = p.comparison_id ${newestReview}
     where c.id = $1 and p.left_learner = $2 and p.right_learner = $3`,
    [comparisonId, leftLearner, rightLearner],
  );
  return row ?? null;
}

export const listAnswersOf = (
  pair: Pick<Pair, 'leftLearner' | 'rightLearner' | 'leftSubmission' | 'rightSubmission'>,
): Promise<{ learnerId: string; answer: unknown; attempt: number; receivedAt: Date }[]> =>
  query(
    `select learner_id as "learnerId", answer, attempt, received_at as "receivedAt" from attempts.submission
     where (learner_id, id) in (($1::uuid, $2::uuid), ($3::uuid, $4::uuid))`,
    [pair.leftLearner, pair.leftSubmission, pair.rightLearner, pair.rightSubmission],
  );

export const listReviews = (key: PairKey): Promise<Review[]> =>
  query<Review>(
    `select id, state, note, made_by as "madeBy", made_at as "madeAt" from similarity.review
     where run_id = $1 and activity_key = $2 and left_learner = $3 and right_learner = $4 order by id desc`,
    [key.runId, key.activityKey, key.leftLearner, key.rightLearner],
  );

export async function addReview(
  key: PairKey,
  review: { state: ReviewState; note: string; madeBy: string },
): Promise<void> {
  await query(
    `insert into similarity.review (run_id, activity_key, left_learner, right_learner, state, note, made_by)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [key.runId, key.activityKey, key.leftLearner, key.rightLearner, review.state, review.note, review.madeBy],
  );
}

/** Activities that were compared once and in which something was handed in since: the night compares them again. */
export const listChanged = (): Promise<{ runId: string; activityKey: string }[]> =>
  query(
    `select c.run_id as "runId", c.activity_key as "activityKey"
     from (select distinct on (run_id, activity_key) run_id, activity_key, made_at, state
           from similarity.comparison order by run_id, activity_key, made_at desc) c
     where c.state = 'ready' and exists (
       select 1 from enrollment.enrollment e join attempts.submission s
         on s.learner_id = e.learner_id and s.run_id = e.run_id and s.activity_key = c.activity_key
       where e.run_id = c.run_id and s.received_at > c.made_at)`,
  );
