export {
  type AuditAction,
  type AuditEntry,
  type AuditFilter,
  type AuditPage,
  auditActions,
  isAuditAction,
} from './schema.ts';
export { type AuditedCall, listEntries, record } from './service.ts';
