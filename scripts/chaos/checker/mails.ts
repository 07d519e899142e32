/** Invariants of jobs, on mail as the example: what was promised is delivered at least once, and nothing is stuck. */
import type { Entry } from '../history.ts';
import type { StoredMail } from '../state.ts';
import type { Objection } from './objection.ts';

export function checkMails(history: readonly Entry[], mails: readonly StoredMail[]): Objection[] {
  const recipients = new Set(mails.map(({ to }) => to));
  const delivered = new Set(
    history.flatMap((entry) => (entry.event === 'mail-delivered' ? [`${entry.messageId} ${entry.to}`] : [])),
  );
  const promised = history.flatMap((entry) => (entry.event === 'mail-promised' ? [entry.to] : []));
  return [
    ...promised
      .filter((to) => !recipients.has(to))
      .map((about) => ({
        rule: 'mail' as const,
        about,
        text: 'was promised a mail that is not in the outbox',
      })),
    ...mails.flatMap(({ id, to, state }): Objection[] => {
      if (state !== 'sent') return [{ rule: 'mail', about: to, text: `its mail is stuck as "${state}"` }];
      if (delivered.has(`${id} ${to}`)) return [];
      return [{ rule: 'mail', about: to, text: 'its mail counts as sent, but nothing arrived' }];
    }),
  ];
}
