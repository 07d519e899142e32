export type { AuditEntry, AuditFilter, AuditPage } from './schema.ts';
export { type AuditedCall, listEntries, record } from './service.ts';
