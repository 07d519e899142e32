/** Terms: an *entry* says who did what to which thing, and when; it is never changed. */

/** One line of the log. `action` is `module.verb`; `subject` is `kind:id`, such as `person:0196…`. */
export interface AuditEntry {
  id: string;
  at: Date;
  actorKind: 'person' | 'anonymous' | 'system';
  /** The person's id, or the name of the part of the program; empty for a visitor. */
  actor: string;
  action: string;
  subject: string;
  details: Record<string, unknown>;
  requestId: string | null;
}

export interface AuditFilter {
  actor?: string;
  subject?: string;
}

/** Newest first; `before` is the id of the last entry already seen. */
export interface AuditPage {
  before?: string;
  limit: number;
}
