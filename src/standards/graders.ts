/**
 * Terms: a *grader* is a grading service that the operator of this site named. Courses can name any address; only those
 * below a grader's are asked. `at` is where it stands, where that differs from what courses write.
 */

import { createHmac } from 'node:crypto';
import { keyFor } from '#platform/secret.ts';

export interface Grader {
  /** What addresses in courses begin with; also the name under which its health is kept. */
  address: string;
  at: string;
  /** How it calls itself in tokens. */
  uid: string | null;
  /** PEM, of the key it signs its tokens with. */
  publicKey: string | null;
}

let known: readonly Grader[] = [];

/** The roof names them once, at the start. */
export function useGraders(graders: readonly Grader[]): void {
  known = graders;
}

export const listGraders = (): readonly Grader[] => known;

const below = (service: string, address: string): boolean =>
  service === address || (service.startsWith(address) && /^[/?#]/.test(service.slice(address.length)));

/** The grader of an exercise; null: nobody vouches for that address. */
export function findGrader(service: string): Grader | null {
  const href = URL.canParse(service) ? new URL(service).href : '';
  return known.find(({ address }) => below(href, address)) ?? null;
}

/** Where the exercise really stands. */
export const whereIs = (service: string, { address, at }: Grader): string =>
  at + new URL(service).href.slice(address.length);

const uidKey = keyFor('aplus.uid');

/**
 * A number for a learner, as graders of A+ want one: the same at this grader for ever, and of no use elsewhere. They
 * split numbers of a group at hyphens and count with them, so it is a whole number that every language holds exactly.
 */
export const uidAt = ({ address }: Grader, learnerId: string): string =>
  String(createHmac('sha256', uidKey()).update(`${address} ${learnerId}`).digest().readUIntBE(0, 6));

/** What this site and a grader sign with (HS256, protocol of our own): the same for ever, another for each grader. */
export const sharedKey = (address: string): Buffer => keyFor(`grader ${address}`)();

/** As the operator gives it to the grader. */
export const printedKey = (address: string): string => sharedKey(address).toString('base64url');
