/** What administrators see and do about people; puts accounts, roles and the log together. */
import { isUuid } from '#lib/uuid.ts';
import { type ListedGrant, listGrants, refuseLastAdministrator } from '#modules/access/index.ts';
import { getPerson, listPeople, type Person, suspendPerson } from '#modules/accounts/index.ts';
import { listEntries } from '#modules/audit/index.ts';
import { listPlaces } from '#modules/catalog/index.ts';
import { transaction } from '#platform/database.ts';
import type { Call } from '#platform/endpoint.ts';
import { commonRefusals, Refusal } from '#platform/refusal.ts';
import { type LogPart, nameEntries } from '../log/index.ts';

const pageSize = 50;

export interface PersonRow extends Person {
  grants: ListedGrant[];
}

export interface PeopleList {
  people: PersonRow[];
  total: number;
  page: number;
  pages: number;
  q: string;
}

export async function findPeople(q: string, page: number): Promise<PeopleList> {
  const { people, total } = await listPeople({ number: page, size: pageSize }, q);
  const grants = Map.groupBy(
    await listGrants({ personIds: people.map(({ id }) => id) }),
    (grant) => grant.personId,
  );
  const rows = people.map((person) => ({ ...person, grants: grants.get(person.id) ?? [] }));
  return { people: rows, total, page, pages: Math.ceil(total / pageSize), q };
}

export interface PersonDetails {
  person: Person;
  grants: ListedGrant[];
  log: LogPart;
  /** Where somebody may have a role. */
  places: Awaited<ReturnType<typeof listPlaces>>;
}

export async function getDetails(id: string): Promise<PersonDetails> {
  if (!isUuid(id)) throw new Refusal(commonRefusals['not-found']);
  const [person, grants, entries, places] = await Promise.all([
    getPerson(id),
    listGrants({ personIds: [id] }),
    listEntries({ subject: `person:${id}` }, { limit: 20 }),
    listPlaces(),
  ]);
  return { person, grants, log: await nameEntries(entries), places };
}

/** The last administrator stays: nobody could undo it. */
export async function suspend(call: Call, id: string): Promise<void> {
  await getPerson(id);
  await transaction(async () => {
    const grants = await listGrants({ personIds: [id], scope: 'site' });
    if (grants.some(({ role }) => role === 'admin')) await refuseLastAdministrator(id);
    await suspendPerson(call, id);
  });
}
