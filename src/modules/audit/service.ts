import type { AnonymousActor, PersonActor, SystemActor } from '#platform/actor.ts';
import type { AuditAction, AuditEntry, AuditFilter, AuditPage } from './schema.ts';
import { addEntry, listEntriesBefore } from './store.ts';

type AuditedActor = Pick<PersonActor, 'kind' | 'id'> | AnonymousActor | SystemActor;

/** The caller as the log needs it: a `Call` fits. */
export interface AuditedCall {
  actor: AuditedActor;
  requestId: string | null;
}

function nameOf(actor: AuditedActor): string {
  if (actor.kind === 'person') return actor.id;
  return actor.kind === 'system' ? actor.name : '';
}

/** Writes one entry in the ambient transaction: it stands if and only if what it tells of does. */
export function record(
  call: AuditedCall,
  action: AuditAction,
  subject: string,
  details: Record<string, unknown> = {},
): Promise<void> {
  const { actor, requestId } = call;
  return addEntry({ actorKind: actor.kind, actor: nameOf(actor), action, subject, details, requestId });
}

/** Entries, newest first. */
export const listEntries = (filter: AuditFilter, page: AuditPage): Promise<AuditEntry[]> =>
  listEntriesBefore(filter, page);
