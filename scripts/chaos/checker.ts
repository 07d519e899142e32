/**
 * Compares what the clients saw with what the database holds at the end. It uses nothing of the product: receipts are
 * read and verified here a second time, from their published form.
 */
import { checkLedger } from './checker/ledger.ts';
import { checkMails } from './checker/mails.ts';
import type { Objection } from './checker/objection.ts';
import { checkPromises } from './checker/promises.ts';
import type { Entry } from './history.ts';
import type { State } from './state.ts';

/** Empty: every promise was kept. `publicKey`: PEM of the key that receipts are signed with. */
export function check(history: readonly Entry[], state: State, publicKey: string): Objection[] {
  return [
    ...checkPromises(history, state.submissions),
    ...checkLedger(state.submissions, publicKey),
    ...checkMails(history, state.mails),
  ];
}
