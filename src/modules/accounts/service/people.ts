/** People as staff, the command line and the seed see them. */
import { hashPassword } from 'better-auth/crypto';
import { keptFor } from '#lib/kept-for.ts';
import { type AuditedCall, record } from '#modules/audit/index.ts';
import { transaction } from '#platform/database.ts';
import { checkInput } from '#platform/input.ts';
import { onNews } from '#platform/news.ts';
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
import { announceChange, personTopic } from './announce.ts';
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

const names = keptFor<{ name: string }>(10_000, 20_000);
onNews(personTopic, (topic) => {
  if (topic === '*') names.clear();
  else names.delete(topic.slice(personTopic.length));
});

/** Names by id, of those who are there: what a page shows beside what somebody did. Of those in memory nothing is asked. */
export async function namesOfPeople(ids: Iterable<string>): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  const missing: string[] = [];
  for (const id of new Set(ids)) {
    const known = names.get(id);
    if (known) found.set(id, known.name);
    else missing.push(id);
  }
  for (const { id, name } of missing.length > 0 ? await listPersons(missing) : []) {
    names.set(id, { name });
    found.set(id, name);
  }
  return found;
}

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
