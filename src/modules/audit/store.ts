import { query } from '#platform/database.ts';
import type { AuditEntry, AuditFilter, AuditPage } from './schema.ts';

export async function addEntry(entry: Omit<AuditEntry, 'id' | 'at'>): Promise<void> {
  await query('select audit.record($1, $2, $3, $4, $5, $6)', [
    entry.actorKind,
    entry.actor,
    entry.action,
    entry.subject,
    JSON.stringify(entry.details),
    entry.requestId,
  ]);
}

/** What happens all day without anybody deciding something; the rest has an index of its own (`audit.entry_deed`). */
const daily = `action <> all (array['submission.received', 'submission.graded', 'submission.shared', 'exams.begin',
  'exams.finish', 'enrollment.enrolled', 'enrollment.left', 'peers.reviewed', 'content.save-draft', 'accounts.sign-in',
  'accounts.sign-out'])`;

export function listEntriesBefore(filter: AuditFilter, page: AuditPage): Promise<AuditEntry[]> {
  return query<AuditEntry>(
    `select id, at, actor_kind as "actorKind", actor, action, subject, details, request_id as "requestId"
     from audit.entry
     where ($1::text is null or actor = $1) and ($2::text is null or subject = $2) and ($3::uuid is null or id < $3)
       ${filter.deedsOnly ? `and ${daily}` : ''}
     order by id desc limit $4`,
    [filter.actor ?? null, filter.subject ?? null, page.before ?? null, page.limit],
  );
}
