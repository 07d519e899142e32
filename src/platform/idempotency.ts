/**
 * A repeat of an unsafe call with the same key gives the first answer and has no second effect. The key, the effect
 * and the answer are written in one transaction: there is no moment in which one exists without the other.
 */

import { isLockTimeout, query, transaction } from './database.ts';
import { commonRefusals, Refusal } from './refusal.ts';
import { sha256Of } from './storage.ts';

export interface StoredAnswer {
  status: number;
  json?: unknown;
  /** What a page is drawn from, again at each repeat. */
  result?: unknown;
  redirect?: string;
  flash?: unknown;
}

export interface IdempotentCall {
  actor: string;
  key: string;
  endpoint: string;
  body: unknown;
}

interface Row {
  endpoint: string;
  body_sha256: string;
  status: number | null;
  answer: StoredAnswer | null;
}

/** Runs `work` once per key. `work` gives its answer as plain data, so that a repeat can be answered from the table. */
export async function once(call: IdempotentCall, work: () => Promise<StoredAnswer>): Promise<StoredAnswer> {
  const bodySha256 = sha256Of(JSON.stringify(call.body ?? null));
  return transaction(async () => {
    // While another transaction holds the same key, this insert waits for its end.
    const inserted = await query(
      `insert into platform.idempotency (actor, key, endpoint, body_sha256) values ($1, $2, $3, $4)
       on conflict do nothing returning 1`,
      [call.actor, call.key, call.endpoint, bodySha256],
    ).catch((error) => {
      throw isLockTimeout(error) ? new Refusal(commonRefusals['still-working'], { retryAfter: 10 }) : error;
    });
    if (inserted.length === 0) {
      const [row] = await query<Row>(
        'select endpoint, body_sha256, status, answer from platform.idempotency where actor = $1 and key = $2',
        [call.actor, call.key],
      );
      if (row?.answer && row.endpoint === call.endpoint && row.body_sha256 === bodySha256) return row.answer;
      throw new Refusal(commonRefusals['key-reused']);
    }
    const answer = await work();
    await query('update platform.idempotency set status = $3, answer = $4 where actor = $1 and key = $2', [
      call.actor,
      call.key,
      answer.status,
      JSON.stringify(answer),
    ]);
    return answer;
  });
}
