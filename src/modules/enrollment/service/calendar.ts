/**
 * The private address of a learner's calendar. It carries the learner, the number of the address and a signature over
 * both, so that nothing secret is stored; another number makes every older address void.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { record } from '#modules/audit/index.ts';
import { transaction } from '#platform/database.ts';
import type { Call } from '#platform/endpoint.ts';
import { commonRefusals, Refusal } from '#platform/refusal.ts';
import { macKeyFor } from '#platform/secret.ts';
import type { Accommodation } from '../schema.ts';
import * as store from '../store/calendar.ts';

const key = macKeyFor('calendar');
const idBytes = 16;

const signatureOf = (id: Buffer, number: number): Buffer =>
  createHmac('sha256', key()).update(id).update(String(number)).digest();

export interface OwnTimes {
  /** Of the address of their calendar. */
  token: string;
  accommodations: Accommodation[];
}

/** What holds for a learner in all courses. */
export async function getOwnTimes(learnerId: string): Promise<OwnTimes> {
  const { number, accommodations } = await store.getOwn(learnerId);
  const id = Buffer.from(learnerId.replaceAll('-', ''), 'hex');
  return { token: Buffer.concat([id, signatureOf(id, number)]).toString('base64url'), accommodations };
}

/** Whose calendar an address is; null: nobody's, or no longer. */
export async function findCalendarLearner(token: string): Promise<string | null> {
  const bytes = Buffer.from(token, 'base64url');
  if (bytes.length !== idBytes + 32) return null;
  const id = bytes.subarray(0, idBytes);
  const learnerId = id.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  const expected = signatureOf(id, await store.getCalendarNumber(learnerId));
  return timingSafeEqual(expected, bytes.subarray(idBytes)) ? learnerId : null;
}

/** From now on the calendar has another address. */
export async function renewCalendar(call: Call): Promise<void> {
  const { actor } = call;
  if (actor.kind !== 'person') throw new Refusal(commonRefusals['sign-in-required']);
  await transaction(async () => {
    await store.renewCalendar(actor.id);
    await record(call, 'enrollment.renew-calendar', `person:${actor.id}`);
  });
}
