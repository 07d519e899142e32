/** SQL of uploads: files of learners on their way and at rest. */
import type { AnswerFile } from '#modules/content/contract.ts';
import { query, transaction } from '#platform/database.ts';

export interface UploadRow {
  learnerId: string;
  id: string;
  runId: string;
  activityKey: string;
  name: string;
  size: number;
  received: number;
  /** Null: not complete. */
  sha256: string | null;
  type: string | null;
}

const columns = `learner_id as "learnerId", id, run_id as "runId", activity_key as "activityKey", name,
  size::float8 as size, received::float8 as received, sha256, type`;

export type NewUpload = Pick<UploadRow, 'learnerId' | 'id' | 'runId' | 'activityKey' | 'name' | 'size'>;

/** Null: with it the learner would hold more than `quota` bytes; what is still on its way counts in full. */
export const addUpload = (upload: NewUpload, quota: number): Promise<UploadRow | null> =>
  transaction(async () => {
    // Of two at the same moment the second sees the first.
    await query('select pg_advisory_xact_lock(hashtextextended($1, 17))', [upload.learnerId]);
    const { learnerId, id, runId, activityKey, name, size } = upload;
    const [row] = await query<UploadRow>(
      `insert into attempts.upload (learner_id, id, run_id, activity_key, name, size)
       select $1::uuid, $2::uuid, $3::uuid, $4::text, $5::text, $6::bigint
       where (select coalesce(sum(size), 0) from attempts.upload where learner_id = $1::uuid) + $6::bigint <= $7::bigint
       returning ${columns}`,
      [learnerId, id, runId, activityKey, name, size, quota],
    );
    return row ?? null;
  });

export async function findUpload(id: string): Promise<UploadRow | null> {
  const [row] = await query<UploadRow>(`select ${columns} from attempts.upload where id = $1`, [id]);
  return row ?? null;
}

/** False: another piece came first, and this one is none any more. */
export async function noteReceived(row: UploadRow, received: number): Promise<boolean> {
  const moved = await query(
    `update attempts.upload set received = $4
     where learner_id = $1 and id = $2 and received = $3 and sha256 is null returning 1`,
    [row.learnerId, row.id, row.received, received],
  );
  return moved.length > 0;
}

export async function completeUpload(row: UploadRow, sha256: string, type: string): Promise<void> {
  await query(
    `update attempts.upload set sha256 = $3, type = $4, received = size
     where learner_id = $1 and id = $2 and sha256 is null`,
    [row.learnerId, row.id, sha256, type],
  );
}

/** Only what is not complete can be taken back; a file may have been handed in. */
export async function dropUpload(learnerId: string, id: string): Promise<boolean> {
  const gone = await query(
    'delete from attempts.upload where learner_id = $1 and id = $2 and sha256 is null returning 1',
    [learnerId, id],
  );
  return gone.length > 0;
}

/** Uploads that were left unfinished before a moment, taken off the list. */
export const dropUnfinished = (before: Date): Promise<{ id: string }[]> =>
  query('delete from attempts.upload where sha256 is null and created_at < $1 returning id', [before]);

/** Complete files of these learners' activity among these. */
export async function listFiles(
  learnerIds: readonly string[],
  runId: string,
  activityKey: string,
  ids: readonly string[],
): Promise<AnswerFile[]> {
  return query<AnswerFile>(
    `select id, name, sha256, size::float8 as size, type from attempts.upload
     where learner_id = any($1::uuid[]) and run_id = $2 and activity_key = $3 and id = any($4::uuid[]) and sha256 is not null`,
    [learnerIds, runId, activityKey, ids],
  );
}
