/** The first administrator: an account without a password, entered once by a link that only the terminal shows. */
import { grantRole } from '#modules/access/index.ts';
import { createPerson, findPersonByEmail, oneTimeSignInLink } from '#modules/accounts/index.ts';
import { findFact, setFact } from '#platform/facts.ts';
import { systemCall } from './commands/shared.ts';

export const administratorEmail = 'admin@lectern.example';

/** Null where this installation has invited its administrator before. */
export async function inviteAdministrator(): Promise<string | null> {
  if ((await findFact('administrator-invited')) !== null) return null;
  const person =
    (await findPersonByEmail(administratorEmail)) ??
    (await createPerson({ name: 'Administrator', email: administratorEmail, verified: true }));
  await grantRole(systemCall('start'), { personId: person.id, role: 'admin', scope: 'site', target: '' });
  const link = await oneTimeSignInLink(administratorEmail);
  await setFact('administrator-invited', true);
  return link;
}
