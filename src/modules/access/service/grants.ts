/** Giving and taking roles. Every change is in the audit log and holds for the person's next request. */
import { announceChange, getPerson } from '#modules/accounts/index.ts';
import { record } from '#modules/audit/index.ts';
import { transaction } from '#platform/database.ts';
import type { Call } from '#platform/endpoint.ts';
import { commonRefusals, Refusal } from '#platform/refusal.ts';
import { mayGrant, scopesOfRole } from '../rules.ts';
import { type ListedGrant, type RoleGrant, refusals } from '../schema.ts';
import {
  addGrant,
  countOtherAdministrators,
  type GrantFilter,
  listGrantRows,
  removeGrant,
} from '../store.ts';

export type GrantCall = Pick<Call, 'actor' | 'now' | 'requestId'>;

const shapes = { site: /^$/, organization: /^[^/\s]+$/, course: /^[^/\s]+\/[^/\s]+$/ };

function checkGrant(call: GrantCall, grant: RoleGrant): void {
  if (!mayGrant(call.actor, grant)) throw new Refusal(commonRefusals['not-allowed']);
  if (!scopesOfRole[grant.role].includes(grant.scope) || !shapes[grant.scope].test(grant.target))
    throw new Refusal(refusals['no-such-place'], { fields: [{ path: 'target', message: 'no-such-place' }] });
}

const detailsOf = ({ role, scope, target }: RoleGrant) => ({ role, scope, target });

/** Giving it twice changes nothing. Staff must have proven their address: a mistyped one would hand it to a stranger. */
export async function grantRole(call: GrantCall, grant: RoleGrant): Promise<void> {
  checkGrant(call, grant);
  const person = await getPerson(grant.personId);
  if (!person.emailVerified)
    throw new Refusal(refusals['address-not-proven'], { values: { email: person.email } });
  const { actor } = call;
  const by = actor.kind === 'person' ? actor.id : actor.kind === 'system' ? actor.name : '';
  await transaction(async () => {
    if (!(await addGrant(grant, by, call.now))) return;
    await record(call, 'access.grant', `person:${grant.personId}`, detailsOf(grant));
    await announceChange(grant.personId);
  });
}

export async function revokeRole(call: GrantCall, grant: RoleGrant): Promise<void> {
  checkGrant(call, grant);
  await getPerson(grant.personId);
  await transaction(async () => {
    if (grant.role === 'admin') await refuseLastAdministrator(grant.personId);
    if (!(await removeGrant(grant))) return;
    await record(call, 'access.revoke', `person:${grant.personId}`, detailsOf(grant));
    await announceChange(grant.personId);
  });
}

/** Refuses where nobody would be left to administer the site; for every verb that takes an administrator away. */
export async function refuseLastAdministrator(personId: string): Promise<void> {
  if ((await countOtherAdministrators(personId)) === 0) throw new Refusal(refusals['last-administrator']);
}

/** Grants of some people, or in one place. */
export const listGrants = (filter: GrantFilter): Promise<ListedGrant[]> => listGrantRows(filter);
