import type { Actor } from '#platform/actor.ts';
import type { AuditEntry, AuditFilter, AuditPage } from './schema.ts';
import { addEntry, listEntriesBefore } from './store.ts';

/** The caller as the log needs it: a `Call` fits. */
export interface AuditedCall {
  actor: Actor;
  requestId: string | null;
}

function nameOf(actor: Actor): string {
  if (actor.kind === 'person') return actor.id;
  return actor.kind === 'system' ? actor.name : '';
}

/** Writes one entry in the ambient transaction: it stands if and only if what it tells of does. */
export function record(
  call: AuditedCall,
  action: string,
  subject: string,
  details: Record<string, unknown> = {},
): Promise<void> {
  const { actor, requestId } = call;
  return addEntry({ actorKind: actor.kind, actor: nameOf(actor), action, subject, details, requestId });
}

/** Entries, newest first. */
export const listEntries = (filter: AuditFilter, page: AuditPage): Promise<AuditEntry[]> =>
  listEntriesBefore(filter, page);
