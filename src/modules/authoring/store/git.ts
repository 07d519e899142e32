/** SQL of links to repositories and of what came of each pull and push. */
import { query } from '#platform/database.ts';
import type {
  Cause,
  Direction,
  GitDetails,
  GitLink,
  GitOutcome,
  GitSettings,
  GitSync,
} from '../schema/git.ts';

const link = `id, course_id as "courseId", url, branch, folder, forge, releases, sends, begin,
  sealed_token as "sealedToken", sealed_secret as "sealedSecret", made_by as "madeBy", made_at as "madeAt",
  synced_revision as "syncedRevision", synced_commit as "syncedCommit", branch_commit as "branchCommit"`;

const sync = `id, link_id as "linkId", direction, cause, asked_by as "askedBy", asked_at as "askedAt",
  settled_at as "settledAt", commit_id as commit, revision, outcome, details`;

export async function findLink(courseId: string): Promise<GitLink | null> {
  const [row] = await query<GitLink>(`select ${link} from authoring.git_link where course_id = $1`, [
    courseId,
  ]);
  return row ?? null;
}

export async function findLinkById(id: string): Promise<GitLink | null> {
  const [row] = await query<GitLink>(`select ${link} from authoring.git_link where id = $1`, [id]);
  return row ?? null;
}

/** Whoever works on a link is alone until the transaction ends. */
export const lockLink = (id: string): Promise<unknown> =>
  query('select pg_advisory_xact_lock(hashtextextended($1, 7))', [id]);

export type NewLink = GitSettings &
  Pick<GitLink, 'courseId' | 'sealedToken' | 'sealedSecret' | 'madeBy' | 'madeAt'>;

/** Joined anew where the place is another one: nothing is known of that. */
export async function saveLink(given: NewLink): Promise<GitLink> {
  const { courseId, url, branch, folder, forge, releases, sends, begin } = given;
  const { sealedToken, sealedSecret, madeBy, madeAt } = given;
  const [row] = await query<GitLink>(
    `insert into authoring.git_link as link
       (course_id, url, branch, folder, forge, releases, sends, begin, sealed_token, sealed_secret, made_by, made_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
     on conflict (course_id) do update set
       url = $2, branch = $3, folder = $4, forge = $5, releases = $6, sends = $7, begin = $8, sealed_token = $9,
       made_by = $11,
       synced_revision = case when (link.url, link.branch, link.folder) = ($2, $3, $4) then link.synced_revision end,
       synced_commit = case when (link.url, link.branch, link.folder) = ($2, $3, $4) then link.synced_commit end,
       branch_commit = case when (link.url, link.branch, link.folder) = ($2, $3, $4) then link.branch_commit end
     returning ${link}`,
    [courseId, url, branch, folder, forge, releases, sends, begin, sealedToken, sealedSecret, madeBy, madeAt],
  );
  if (!row) throw new Error('a link was not written');
  return row;
}

export const setSecret = (id: string, sealedSecret: string): Promise<unknown> =>
  query('update authoring.git_link set sealed_secret = $2 where id = $1', [id, sealedSecret]);

export const dropLink = (id: string): Promise<unknown> =>
  query('delete from authoring.git_link where id = $1', [id]);

/** `synced`: the revision that holds the same as the commit of the branch; what was joined before is in both histories. */
export const noteBranch = (id: string, branchCommit: string, synced: number | null): Promise<unknown> =>
  query(
    `with joined as (
       delete from authoring.git_join where link_id = $1 and revision <= $3::integer
     )
     update authoring.git_link set branch_commit = $2,
       synced_revision = coalesce($3::integer, synced_revision),
       synced_commit = case when $3::integer is null then synced_commit else $2 end
     where id = $1`,
    [id, branchCommit, synced],
  );

export interface NewSync {
  linkId: string;
  direction: Direction;
  cause: Cause;
  askedBy: string;
  askedAt: Date;
  /** Of the forge. */
  delivery?: string | null;
}

/** Null: it was asked for before and has not begun, or this very delivery has come already. */
export async function addSync({
  linkId,
  direction,
  cause,
  askedBy,
  askedAt,
  delivery = null,
}: NewSync): Promise<string | null> {
  const [row] = await query<{ id: string }>(
    `insert into authoring.git_sync (link_id, direction, cause, asked_by, asked_at, delivery)
     values ($1, $2, $3, $4, $5, $6) on conflict do nothing returning id`,
    [linkId, direction, cause, askedBy, askedAt, delivery],
  );
  return row?.id ?? null;
}

/** Null: it is done, or its link is gone. */
export async function beginSync(id: string): Promise<GitSync | null> {
  const [row] = await query<GitSync>(
    `update authoring.git_sync set begun_at = coalesce(begun_at, clock_timestamp())
     where id = $1 and settled_at is null returning ${sync}`,
    [id],
  );
  return row ?? null;
}

export interface Settled {
  outcome: GitOutcome;
  commit: string | null;
  revision: number | null;
  details: GitDetails;
}

export const settleSync = (id: string, { outcome, commit, revision, details }: Settled): Promise<unknown> =>
  query(
    `update authoring.git_sync
     set settled_at = clock_timestamp(), outcome = $2, commit_id = $3, revision = $4, details = $5 where id = $1`,
    [id, outcome, commit, revision, JSON.stringify(details)],
  );

/** Newest first. */
export const listSyncs = (linkId: string, limit: number): Promise<GitSync[]> =>
  query<GitSync>(`select ${sync} from authoring.git_sync where link_id = $1 order by id desc limit $2`, [
    linkId,
    limit,
  ]);

export interface Join {
  revision: number;
  commit: string;
}

/** Commits that were merged into the draft since a revision, in that order. */
export const listJoins = (linkId: string, since: number): Promise<Join[]> =>
  query<Join>(
    'select revision, commit_id as commit from authoring.git_join where link_id = $1 and revision >= $2 order by id',
    [linkId, since],
  );

export const addJoin = (linkId: string, { revision, commit }: Join): Promise<unknown> =>
  query('insert into authoring.git_join (link_id, revision, commit_id) values ($1, $2, $3)', [
    linkId,
    revision,
    commit,
  ]);

/** Links whose draft has revisions that were never sent, and has been left alone for a while. */
export const listUnsent = (quietSince: Date): Promise<{ id: string }[]> =>
  query<{ id: string }>(
    `select link.id from authoring.git_link link join content.draft draft on draft.course_id = link.course_id
     where link.sends and link.branch_commit is not null and draft.updated_at < $1
       and draft.revision > coalesce(link.synced_revision, -1)
       and not exists (
         select from authoring.git_sync sync
         where sync.link_id = link.id and sync.direction = 'push' and sync.asked_at > draft.updated_at
       )`,
    [quietSince],
  );
