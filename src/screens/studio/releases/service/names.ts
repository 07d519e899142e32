/** Names of whoever did something: people and parts of the program, as readers of this language know them. */
import { authorsOf } from '#screens/teach/index.ts';

export type NameOf = (id: string | null) => string;

export async function namesOf(ids: readonly (string | null)[], locale: string): Promise<NameOf> {
  const nameOf = await authorsOf(
    ids.flatMap((createdBy) => (createdBy === null ? [] : [{ createdBy }])),
    locale,
  );
  return (id) => (id === null ? '' : nameOf(id));
}
