/** A run in which every promise was kept: for tests, which then break one. */
import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { type Entry, type Happening, sha256Of } from '../history.ts';
import type { State, StoredSubmission } from '../state.ts';

const { privateKey, publicKey } = generateKeyPairSync('ed25519');
export const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
export const start = Date.parse('2026-03-01T09:00:00Z');

type Unsigned = Omit<StoredSubmission, 'signature'>;

const textOf = (row: Unsigned): string =>
  `lectern-receipt-1\nsubmission ${row.id}\nlearner ${row.learner}\nrun ${row.run}\nactivity ${row.activity}\n` +
  `attempt ${row.attempt}\nsha256 ${row.answerSha256}\nreceived ${row.receivedAt}\nprevious ${row.previousSha256 ?? '-'}`;

export const signed = (row: Unsigned): StoredSubmission => ({
  ...row,
  signature: sign(null, Buffer.from(textOf(row)), privateKey).toString('base64url'),
});

/** Learners with three attempts each, of which every second call first met a fault; one mail each. */
export function goodRun(learners: number): { history: Entry[]; state: State } {
  const history: Entry[] = [];
  const state: State = { submissions: [], mails: [] };
  let at = start;
  let call = 0;
  const note = (happening: Happening): void => {
    at += 10;
    history.push({ at, ...happening });
  };
  for (let n = 0; n < learners; n += 1) {
    let previousSha256: string | null = null;
    for (let attempt = 1; attempt <= 3; attempt += 1) {
      const learner = `learner-${n}`;
      const id = `key-${n}-${attempt}`;
      const answer = `answer ${n} ${attempt}`;
      const sha256 = sha256Of(JSON.stringify(answer));
      const sent = {
        event: 'sent',
        key: id,
        learner,
        activity: 'essay',
        limit: 3,
        sha256,
        forged: false,
      } as const;
      const row = signed({
        id,
        learner,
        run: 'run-1',
        activity: 'essay',
        attempt,
        answer,
        answerSha256: sha256,
        receivedAt: new Date(at + 15).toISOString(),
        previousSha256,
      });
      previousSha256 = createHash('sha256').update(Buffer.from(row.signature, 'base64url')).digest('hex');
      state.submissions.push(row);
      const receipt = { id, text: textOf(row), signature: row.signature };
      note({ ...sent, call });
      if (attempt === 2) {
        note({ event: 'fault', name: 'kill' });
        note({ event: 'unknown', call, cause: 'ECONNRESET' });
        note({ event: 'healed' });
        note({ ...sent, call: ++call });
      }
      note({ event: 'acked', call, receipt, repeated: attempt === 2 });
      // The same key with another body.
      note({ ...sent, call: ++call, sha256: sha256Of('"other"') });
      note({ event: 'refused', call: call++, code: 'submission-id-reused' });
    }
    // One attempt too many.
    note({
      event: 'sent',
      call,
      key: `late-${n}`,
      learner: `learner-${n}`,
      activity: 'essay',
      limit: 3,
      sha256: 'x',
      forged: false,
    });
    note({ event: 'refused', call: call++, code: 'no-attempts-left' });
    const forger = { learner: `learner-${n}`, activity: 'essay', limit: 3, sha256: 'y', forged: true };
    note({ event: 'sent', call, key: `forged-${n}`, ...forger });
    note({ event: 'refused', call: call++, code: 'sign-in-required' });
    note({ event: 'mail-promised', to: `${n}@chaos.example` });
    note({ event: 'mail-delivered', to: `${n}@chaos.example`, messageId: `mail-${n}` });
    state.mails.push({ id: `mail-${n}`, to: `${n}@chaos.example`, state: 'sent' });
  }
  return { history, state };
}
