/** Names of whoever did something: people by their id, parts of the program as they call themselves. */
import { isUuid } from '#lib/uuid.ts';
import { listPeopleByIds } from '#modules/accounts/index.ts';

export type NameOf = (id: string | null) => string;

export async function namesOf(ids: readonly (string | null)[]): Promise<NameOf> {
  const people = await listPeopleByIds([...new Set(ids.flatMap((id) => (id && isUuid(id) ? [id] : [])))]);
  const names = new Map(people.map(({ id, name }) => [id, name]));
  return (id) => (id === null ? '' : (names.get(id) ?? id));
}
