/** Terms: an *entry* says who did what to which thing, and when; it is never changed. */

/** All deeds that are written down, as `module.verb`; their words stand in `messages/<locale>/log.json`. */
export const auditActions = [
  'access.grant',
  'access.revoke',
  'accounts.change-password',
  'accounts.end-sessions',
  'accounts.register',
  'accounts.reset-password',
  'accounts.restore',
  'accounts.sign-in',
  'accounts.sign-out',
  'accounts.suspend',
  'activity.hidden',
  'activity.released',
  'authoring.ask-review',
  'authoring.cancel-plan',
  'authoring.comment',
  'authoring.decide-review',
  'authoring.end-pilot',
  'authoring.link-repository',
  'authoring.make-preview',
  'authoring.plan-release',
  'authoring.renew-hook-secret',
  'authoring.reply',
  'authoring.revoke-preview',
  'authoring.set-approval',
  'authoring.settle-comment',
  'authoring.show-again',
  'authoring.start-pilot',
  'authoring.unlink-repository',
  'catalog.add-organization',
  'catalog.add-run',
  'catalog.change-run',
  'content.publish',
  'content.save-draft',
  'enrollment.accommodate',
  'enrollment.assign-cohort',
  'enrollment.change-dates',
  'enrollment.change-policy',
  'enrollment.copy-times',
  'enrollment.dissolve-cohort',
  'enrollment.end-accommodation',
  'enrollment.enrolled',
  'enrollment.extend',
  'enrollment.join-group',
  'enrollment.leave-group',
  'enrollment.left',
  'enrollment.make-cohort',
  'enrollment.make-group',
  'enrollment.place-in-group',
  'enrollment.remove-from-group',
  'enrollment.renew-calendar',
  'enrollment.withdraw-extension',
  'exams.begin',
  'exams.finish',
  'exams.give-time',
  'exams.reopen',
  'gradebook.regrade-applying',
  'gradebook.regrade-proposed',
  'gradebook.regrade-stopped',
  'gradebook.regrade-undoing',
  'grading.grades-set',
  'grading.held',
  'grading.policy-changed',
  'grading.retried',
  'marking.allotted',
  'marking.copy-policies',
  'marking.message',
  'marking.policy',
  'marking.regrade-asked',
  'marking.released',
  'peers.appeal-answered',
  'peers.appealed',
  'peers.left-out',
  'peers.reviewed',
  'reuse.drop-blueprint',
  'reuse.follow',
  'reuse.set-blueprint',
  'reuse.unfollow',
  'similarity.compared',
  'similarity.reviewed',
  'studio.import',
  'studio.make-course',
  'submission.graded',
  'submission.received',
  'submission.rejected',
  'submission.shared',
  'times.view-as',
] as const;
export type AuditAction = (typeof auditActions)[number];

export const isAuditAction = (value: string): value is AuditAction =>
  (auditActions as readonly string[]).includes(value);

/** One line of the log. `action` is `module.verb`; `subject` is `kind:id`, such as `person:0196…`. */
export interface AuditEntry {
  id: string;
  at: Date;
  actorKind: 'person' | 'anonymous' | 'system';
  /** The person's id, or the name of the part of the program; empty for a visitor. */
  actor: string;
  /** An `AuditAction`, of this version or of an older one. */
  action: string;
  subject: string;
  details: Record<string, unknown>;
  requestId: string | null;
}

export interface AuditFilter {
  actor?: string;
  subject?: string;
  /** Without what learners do every day: answers handed in and graded, exams, sessions, drafts of authors. */
  deedsOnly?: boolean;
}

/** Newest first; `before` is the id of the last entry already seen. */
export interface AuditPage {
  before?: string;
  limit: number;
}
