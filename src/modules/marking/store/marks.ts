/** SQL of marks, pins and saved replies. */
import { isUuid } from '#lib/uuid.ts';
import { query } from '#platform/database.ts';
import type { Anchor, Mark, Part, Reply, Task } from '../schema.ts';

type Of = Pick<Task, 'learnerId' | 'submissionId'>;

/** The new version; null: somebody has saved since `version`, and nothing was written. */
export async function saveMark(of: Of, mark: Omit<Mark, 'savedAt'>): Promise<number | null> {
  const [row] = await query<{ version: number }>(
    `insert into marking.mark as m
       (learner_id, submission_id, part, marker_id, state, version, marks, points, score, comment, reason)
     values ($1, $2, $3, $4, $5, $6 + 1, $7, $8, $9, $10, $11)
     on conflict (learner_id, submission_id, part) do update set
       marker_id = excluded.marker_id, state = excluded.state, version = excluded.version, marks = excluded.marks,
       points = excluded.points, score = excluded.score, comment = excluded.comment, reason = excluded.reason,
       saved_at = clock_timestamp()
     where m.version = $6 returning version`,
    [
      of.learnerId,
      of.submissionId,
      mark.part,
      mark.markerId,
      mark.state,
      mark.version,
      JSON.stringify(mark.marks),
      mark.points,
      mark.score,
      mark.comment,
      mark.reason,
    ],
  );
  return row?.version ?? null;
}

/** Locks the task, so that of two marks finished at the same moment one sees the other. */
export async function lockTask({ learnerId, submissionId }: Of): Promise<void> {
  await query('select 1 from marking.task where learner_id = $1 and submission_id = $2 for update', [
    learnerId,
    submissionId,
  ]);
}

export interface NewPin extends Of {
  part: Part;
  markerId: string;
  anchor: Anchor;
  body: string;
  /** The mark is finished: learners see it with the rest. */
  done: boolean;
}

export async function addPin(pin: NewPin): Promise<string> {
  const [row] = await query<{ id: string }>(
    `insert into marking.pin (learner_id, submission_id, part, marker_id, anchor, body, done)
     values ($1, $2, $3, $4, $5, $6, $7) returning id`,
    [pin.learnerId, pin.submissionId, pin.part, pin.markerId, JSON.stringify(pin.anchor), pin.body, pin.done],
  );
  if (!row) throw new Error('an insert returned no row');
  return row.id;
}

/** Whether there was one of this marker's. */
export async function removePin(of: Of, id: string, markerId: string): Promise<boolean> {
  if (!isUuid(id)) return false;
  const rows = await query(
    `delete from marking.pin where learner_id = $1 and submission_id = $2 and id = $3 and marker_id = $4 returning 1`,
    [of.learnerId, of.submissionId, id, markerId],
  );
  return rows.length > 0;
}

/** From now on they belong to a finished mark. */
export async function finishPins({ learnerId, submissionId }: Of): Promise<void> {
  await query(
    'update marking.pin set done = true where learner_id = $1 and submission_id = $2 and not done',
    [learnerId, submissionId],
  );
}

/** One's own, and those that others share in the course. */
export const listReplies = (courseId: string, personId: string): Promise<Reply[]> =>
  query<Reply>(
    `select id, person_id as "personId", shared, body from marking.reply
     where course_id = $1 and (person_id = $2 or shared) order by id`,
    [courseId, personId],
  );

export async function addReply(courseId: string, reply: Omit<Reply, 'id'>): Promise<void> {
  await query('insert into marking.reply (course_id, person_id, shared, body) values ($1, $2, $3, $4)', [
    courseId,
    reply.personId,
    reply.shared,
    reply.body,
  ]);
}

export async function removeReply(courseId: string, personId: string, id: string): Promise<boolean> {
  if (!isUuid(id)) return false;
  const rows = await query(
    'delete from marking.reply where course_id = $1 and person_id = $2 and id = $3 returning 1',
    [courseId, personId, id],
  );
  return rows.length > 0;
}
