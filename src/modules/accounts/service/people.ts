/** People as staff, the command line and the seed see them. */
import { hashPassword } from 'better-auth/crypto';
import { type AuditedCall, record } from '#modules/audit/index.ts';
import { transaction } from '#platform/database.ts';
import { checkInput } from '#platform/input.ts';
import { Refusal } from '#platform/refusal.ts';
import { absoluteUrl } from '#platform/site.ts';
import { type NewPerson, NewPersonShape, type Person, refusals } from '../schema.ts';
import {
  addPerson,
  deleteSessions,
  findPerson,
  findPersonByAddress,
  listPersons,
  listPersonsByAddress,
  type PeopleFound,
  searchPeople,
  setSuspended,
} from '../store.ts';
import { announceChange } from './announce.ts';
import { auth } from './better-auth.ts';
import { signInLinkPath } from './mails.ts';
import { refuseWeakPassword } from './password.ts';

/** Makes an account; refuses an address that has one, and what nobody could register with. */
export async function createPerson(given: NewPerson): Promise<Person> {
  checkInput(NewPersonShape, { name: given.name, email: given.email }, 'json');
  if (given.password !== undefined) refuseWeakPassword(given.password, given);
  const password = given.password === undefined ? null : await hashPassword(given.password);
  const person = await addPerson(given, password);
  if (!person) throw new Refusal(refusals['email-taken'], { values: { email: given.email } });
  return person;
}

export const findPersonByEmail = (email: string): Promise<Person | null> => findPersonByAddress(email);
export const listPeopleByEmail = (emails: readonly string[]): Promise<Person[]> =>
  listPersonsByAddress(emails);
export const listPeopleByIds = (ids: readonly string[]): Promise<Person[]> => listPersons(ids);

export async function getPerson(id: string): Promise<Person> {
  const person = await findPerson(id);
  if (!person) throw new Refusal(refusals['person-unknown']);
  return person;
}

/** People whose name or address holds the text, newest first; pages count from 1. */
export const listPeople = (page: { number: number; size: number }, text = ''): Promise<PeopleFound> =>
  searchPeople(text.trim(), page);

/** Keeps someone out: all sessions end now and none begins. What they did stays. */
export async function suspendPerson(call: AuditedCall & { now: Date }, id: string): Promise<void> {
  if (call.actor.kind === 'person' && call.actor.id === id) throw new Refusal(refusals['suspend-self']);
  await getPerson(id);
  await transaction(async () => {
    if (!(await setSuspended(id, call.now, call.now))) return;
    await deleteSessions(id);
    await record(call, 'accounts.suspend', `person:${id}`);
    await announceChange(id);
  });
}

export async function restorePerson(call: AuditedCall & { now: Date }, id: string): Promise<void> {
  await getPerson(id);
  await transaction(async () => {
    if (!(await setSuspended(id, null, call.now))) return;
    await record(call, 'accounts.restore', `person:${id}`);
    await announceChange(id);
  });
}

/** An address that signs in whoever opens it, once, within half an hour: for the first administrator. */
export async function oneTimeSignInLink(email: string): Promise<string> {
  let token = '';
  const metadata = { take: (made: string) => (token = made) };
  await auth().api.signInMagicLink({ body: { email, metadata }, headers: new Headers() });
  return absoluteUrl(signInLinkPath(token));
}
