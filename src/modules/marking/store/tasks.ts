/** SQL of the desk: tasks in the order in which they came, and all that one of them shows. */
import { isUuid } from '#lib/uuid.ts';
import type { Submission } from '#modules/attempts/index.ts';
import type { Grading } from '#modules/grading/index.ts';
import { query } from '#platform/database.ts';
import type { DeskState, Mark, Message, Pin, Policy, Task, TaskState, Thread } from '../schema.ts';

export const pageSize = 50;

const columns = `t.id, t.learner_id as "learnerId", t.submission_id as "submissionId", t.run_id as "runId",
  t.activity_key as "activityKey", t.attempt, t.received_at as "receivedAt", t.state, t.marker_id as "markerId",
  t.second_id as "secondId"`;

const deskState = `case when t.state <> 'marked' then t.state when g.released_at is null then 'held' else 'done' end`;

/** What is looked for. `viewer`: only tasks allotted to this person; `marker`: a person, or `none`. */
export interface TaskFilter {
  runId: string;
  viewer: string | null;
  activity: string | null;
  /** `asked`: a learner waits for a word. */
  state: DeskState | 'asked' | null;
  marker: string | null;
  cohort: string | null;
}

/** Statement and values that the list, the counts and the way to the next task share. */
const filtered = `marking.task t
  left join grading.grading g
    on g.learner_id = t.learner_id and g.submission_id = t.submission_id and g.current and t.state = 'marked'
  left join marking.thread th on th.learner_id = t.learner_id and th.submission_id = t.submission_id
  where t.run_id = $1 and ($2::uuid is null or t.marker_id = $2 or t.second_id = $2)
    and ($3::text is null or t.activity_key = $3)
    and ($4::text is null or case when $4 = 'none' then t.marker_id is null
         else $4 in (t.marker_id::text, t.second_id::text) end)
    and ($5::text is null or exists (select 1 from enrollment.enrollment e
         where e.learner_id = t.learner_id and e.run_id = t.run_id and e.cohort = $5))`;
const inState = `($6::text is null or case when $6 = 'asked' then th.state = 'open' else ${deskState} = $6 end)`;

const valuesOf = ({ runId, viewer, activity, marker, cohort }: TaskFilter) => [
  runId,
  viewer,
  activity,
  marker,
  cohort,
];

export interface TaskLine extends Omit<Task, 'state'> {
  state: DeskState;
  name: string;
  score: number | null;
  asked: boolean;
  unread: boolean;
  regrade: boolean;
  anonymous: boolean;
}

export const listTasks = (filter: TaskFilter, page: number): Promise<TaskLine[]> =>
  query<TaskLine>(
    `select ${columns.replace('t.state', `${deskState} as state`)}, u.name, g.score,
       coalesce(th.state = 'open', false) as asked, coalesce(th.staff_unread, false) as unread,
       coalesce(th.regrade, false) as regrade, coalesce(p.anonymous, false) as anonymous
     from (select t.id from ${filtered} and ${inState}
           order by t.received_at, t.id limit ${pageSize} offset $7) chosen
     join marking.task t on t.id = chosen.id and t.run_id = $1
     left join grading.grading g
       on g.learner_id = t.learner_id and g.submission_id = t.submission_id and g.current
     left join marking.thread th on th.learner_id = t.learner_id and th.submission_id = t.submission_id
     left join marking.policy p on p.run_id = t.run_id and p.activity_key = t.activity_key
     join accounts.user u on u.id = t.learner_id
     order by t.received_at, t.id`,
    [...valuesOf(filter), filter.state, (page - 1) * pageSize],
  );

export interface TaskCounts {
  counts: { activityKey: string; state: DeskState; count: number; asked: number }[];
  /** Who has something to mark here. */
  markers: { id: string; name: string; open: number }[];
  cohorts: { key: string; title: string }[];
}

/** How many tasks stand where, of each activity; and who marks. One pass over the tasks of the run. */
export async function countTasks(filter: TaskFilter): Promise<TaskCounts> {
  const [row] = await query<{ [Name in keyof TaskCounts]: TaskCounts[Name] | null }>(
    `with chosen as materialized (
       select t.activity_key, ${deskState} as state, coalesce(th.state = 'open', false) as asked, t.marker_id
       from ${filtered})
     select
       (select json_agg(c) from (
          select activity_key as "activityKey", state, count(*) as count, count(*) filter (where asked) as asked
          from chosen group by 1, 2) c) as counts,
       (select json_agg(m) from (
          select u.id, u.name, count(*) filter (where state in ('to-mark', 'draft')) as open
          from chosen join accounts.user u on u.id = marker_id group by u.id, u.name order by u.name, u.id) m) as markers,
       (select json_agg(json_build_object('key', key, 'title', title) order by title)
        from enrollment.cohort where run_id = $1) as cohorts`,
    valuesOf({ ...filter, activity: null }),
  );
  return { counts: row?.counts ?? [], markers: row?.markers ?? [], cohorts: row?.cohorts ?? [] };
}

export interface Neighbours {
  previous: string | null;
  next: string | null;
}

/** Its place in the order of the desk. */
const here = '(select a.received_at, a.id from marking.task a where a.run_id = $1 and a.id = $7)';

/** Tasks before and after this one among those that the filter finds; it need not be among them itself. */
export async function findNeighbours(filter: TaskFilter, id: string): Promise<Neighbours> {
  const [row] = await query<Neighbours>(
    `select
       (select t.id from ${filtered} and ${inState} and (t.received_at, t.id) < ${here}
        order by t.received_at desc, t.id desc limit 1) as previous,
       (select t.id from ${filtered} and ${inState} and (t.received_at, t.id) > ${here}
        order by t.received_at, t.id limit 1) as next`,
    [...valuesOf(filter), filter.state, id],
  );
  return row ?? { previous: null, next: null };
}

/** The first task that the filter finds. */
export async function findFirst(filter: TaskFilter): Promise<string | null> {
  const [row] = await query<{ id: string }>(
    `select t.id from ${filtered} and ${inState} order by t.received_at, t.id limit 1`,
    [...valuesOf(filter), filter.state],
  );
  return row?.id ?? null;
}

export interface WholeTask {
  task: Task;
  learnerName: string;
  submission: Pick<Submission, 'answer' | 'releaseId' | 'score' | 'judgement'>;
  policy: Policy;
  marks: Mark[];
  pins: Pin[];
  thread: Thread | null;
  messages: Message[];
  /** The judgement that counts now. */
  grading: Pick<Grading, 'number' | 'source' | 'score' | 'judgement' | 'releasedAt' | 'madeBy'> | null;
  /** Of everybody who wrote something here. */
  names: Record<string, string>;
  cohort: string | null;
}

type Row = Task &
  Omit<WholeTask, 'task' | 'policy' | 'submission'> & {
    answer: unknown;
    releaseId: string;
    score: number | null;
    judgement: WholeTask['submission']['judgement'];
    policy: Policy | null;
  };

export const usualPolicy: Policy = {
  anonymous: false,
  second: false,
  atOnce: false,
  named: true,
  allotment: null,
};

const whole = `select ${columns}, s.answer, s.release_id as "releaseId", s.score, s.judgement, u.name as "learnerName",
    (select c.title from enrollment.enrollment e join enrollment.cohort c on c.run_id = e.run_id and c.key = e.cohort
     where e.learner_id = t.learner_id and e.run_id = t.run_id) as cohort,
    (select json_build_object('anonymous', p.anonymous, 'second', p.second, 'atOnce', p.at_once, 'named', p.named,
       'allotment', p.allotment)
     from marking.policy p where p.run_id = t.run_id and p.activity_key = t.activity_key) as policy,
    coalesce((select json_agg(json_build_object('part', m.part, 'markerId', m.marker_id, 'state', m.state,
       'version', m.version, 'marks', m.marks, 'points', m.points, 'score', m.score, 'comment', m.comment,
       'reason', m.reason, 'savedAt', m.saved_at)
         order by array_position('{first,second,agreed}', m.part))
     from marking.mark m where m.learner_id = t.learner_id and m.submission_id = t.submission_id), '[]') as marks,
    coalesce((select json_agg(json_build_object('id', p.id, 'part', p.part, 'markerId', p.marker_id,
       'anchor', p.anchor, 'body', p.body, 'done', p.done, 'madeAt', p.made_at) order by p.made_at)
     from marking.pin p where p.learner_id = t.learner_id and p.submission_id = t.submission_id), '[]') as pins,
    (select json_build_object('state', h.state, 'regrade', h.regrade, 'learnerUnread', h.learner_unread,
       'staffUnread', h.staff_unread)
     from marking.thread h where h.learner_id = t.learner_id and h.submission_id = t.submission_id) as thread,
    coalesce((select json_agg(json_build_object('id', m.id, 'authorId', m.author_id, 'byStaff', m.by_staff,
       'body', m.body, 'sentAt', m.sent_at) order by m.sent_at)
     from marking.message m where m.learner_id = t.learner_id and m.submission_id = t.submission_id), '[]') as messages,
    (select json_build_object('number', g.number, 'source', g.source, 'score', g.score, 'judgement', g.judgement,
       'releasedAt', g.released_at, 'madeBy', g.made_by)
     from grading.grading g where g.learner_id = t.learner_id and g.submission_id = t.submission_id and g.current) as grading,
    (select json_object_agg(w.id, w.name) from accounts.user w where w.id in (
       select marker_id from marking.mark m where m.learner_id = t.learner_id and m.submission_id = t.submission_id
       union select marker_id from marking.pin p where p.learner_id = t.learner_id and p.submission_id = t.submission_id
       union select author_id from marking.message m where m.learner_id = t.learner_id and m.submission_id = t.submission_id
       union select unnest(array[t.learner_id, t.marker_id, t.second_id]))) as names
  from marking.task t
  join attempts.submission s on s.learner_id = t.learner_id and s.id = t.submission_id
  join accounts.user u on u.id = t.learner_id`;

/** JSON has no dates. */
const dated = <Key extends string, Thing extends { [K in Key]: Date }>(things: Thing[], key: Key): Thing[] =>
  things.map((thing) => ({ ...thing, [key]: new Date(thing[key]) }));

function wholeOf(row: Row): WholeTask {
  const { answer, releaseId, score, judgement, policy, marks, pins, thread, messages, grading, ...rest } =
    row;
  const { learnerName, names, cohort, ...task } = rest;
  return {
    ...{ task, learnerName, names, cohort, thread },
    submission: { answer, releaseId, score, judgement },
    policy: policy ?? usualPolicy,
    marks: dated(marks, 'savedAt'),
    pins: dated(pins, 'madeAt'),
    messages: dated(messages, 'sentAt'),
    grading: grading && { ...grading, releasedAt: grading.releasedAt && new Date(grading.releasedAt) },
  };
}

/** All that the desk shows of a task, in one round trip. */
export async function findTask(runId: string, id: string): Promise<WholeTask | null> {
  const [row] = await query<Row>(`${whole} where t.id = $1 and t.run_id = $2`, [id, runId]);
  return row ? wholeOf(row) : null;
}

/** The same by the submission, for its learner. */
export async function findTaskOf(learnerId: string, submissionId: string): Promise<WholeTask | null> {
  const [row] = await query<Row>(`${whole} where t.learner_id = $1 and t.submission_id = $2`, [
    learnerId,
    submissionId,
  ]);
  return row ? wholeOf(row) : null;
}

/** Which of these submissions are tasks. */
export async function listOnDesk(
  of: readonly Pick<Task, 'learnerId' | 'submissionId'>[],
): Promise<Set<string>> {
  const rows = await query<{ id: string }>(
    `select t.submission_id as id from unnest($1::uuid[], $2::uuid[]) as q(learner, submission)
     join marking.task t on t.learner_id = q.learner and t.submission_id = q.submission`,
    [of.map(({ learnerId }) => learnerId), of.map(({ submissionId }) => submissionId)],
  );
  return new Set(rows.map(({ id }) => id));
}

/** Whether it was new; what nobody has begun of the same learner's earlier attempts leaves the queue. */
export async function addTask(
  task: Omit<Task, 'id' | 'state'>,
  options: { replaces: boolean },
): Promise<boolean> {
  const rows = await query(
    `with added as (
       insert into marking.task (learner_id, submission_id, run_id, activity_key, attempt, received_at, marker_id, second_id)
       values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing returning attempt),
     before as (
       update marking.task t set state = 'older' from added
       where t.learner_id = $1 and t.run_id = $3 and t.activity_key = $4 and t.state = 'to-mark'
         and t.attempt < added.attempt and $9)
     select 1 from added`,
    [
      task.learnerId,
      task.submissionId,
      task.runId,
      task.activityKey,
      task.attempt,
      task.receivedAt,
      task.markerId,
      task.secondId,
      options.replaces,
    ],
  );
  return rows.length > 0;
}

/** Who begins a task that is nobody's has it from then on. */
export async function saveTaskState(
  task: Pick<Task, 'learnerId' | 'submissionId'>,
  state: TaskState,
  takenBy: { first: string | null; second: string | null },
): Promise<void> {
  await query(
    `update marking.task set state = $3, marker_id = coalesce(marker_id, $4), second_id = coalesce(second_id, $5)
     where learner_id = $1 and submission_id = $2`,
    [task.learnerId, task.submissionId, state, takenBy.first, takenBy.second],
  );
}

/** Those of the run only: an id of another run finds nothing. */
export const listTasksById = (runId: string, ids: readonly string[]): Promise<Task[]> =>
  query<Task>(`select ${columns} from marking.task t where t.run_id = $1 and t.id = any($2::uuid[])`, [
    runId,
    ids.filter(isUuid),
  ]);

/** Gradings that machines could not finish come onto the desk. */
export async function addStranded(): Promise<void> {
  await query(
    `insert into marking.task (learner_id, submission_id, run_id, activity_key, attempt, received_at)
     select s.learner_id, s.id, s.run_id, s.activity_key, s.attempt, s.received_at
     from grading.grading g join attempts.submission s on s.learner_id = g.learner_id and s.id = g.submission_id
     where g.state = 'needs-staff' on conflict do nothing`,
  );
}

/** Whether something of this learner at this activity lies on this person's desk. */
export async function isAllotted(
  { learnerId, runId, activityKey }: Pick<Task, 'learnerId' | 'runId' | 'activityKey'>,
  markerId: string,
): Promise<boolean> {
  const rows = await query(
    `select 1 from marking.task where learner_id = $1 and run_id = $2 and activity_key = $3
       and $4 in (marker_id, second_id) limit 1`,
    [learnerId, runId, activityKey, markerId],
  );
  return rows.length > 0;
}
