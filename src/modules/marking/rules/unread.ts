/** What a unit page is told about conversations. */

/** Whether staff have written about this submission since its learner last looked. */
export const hasUnread = (
  told: Readonly<Record<string, unknown>> | undefined,
  submissionId: string,
): boolean => Array.isArray(told?.unread) && told.unread.includes(submissionId);
