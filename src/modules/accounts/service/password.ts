/** Forgotten and changed passwords. A new password ends every other session. */
import { record } from '#modules/audit/index.ts';
import { transaction } from '#platform/database.ts';
import type { Call } from '#platform/endpoint.ts';
import { takeTry } from '#platform/rate-limit.ts';
import { Refusal } from '#platform/refusal.ts';
import { passwordProblem } from '../rules.ts';
import { refusals } from '../schema.ts';
import { findPerson, findPersonByAddress, setVerified } from '../store.ts';
import { announceChange } from './announce.ts';
import { auth, headersOf, orRefuse, sessionCookies } from './better-auth.ts';
import { evenly } from './evenly.ts';
import { mailNoAccount, mailPasswordChanged, takeMail } from './mails.ts';

import { getOwnPerson } from './settings.ts';

export function refuseWeakPassword(password: string, person: { name: string; email: string }): void {
  const problem = passwordProblem(password, person);
  if (problem)
    throw new Refusal(refusals['weak-password'], {
      fields: [{ path: 'password', message: `password-${problem}` }],
    });
}

export async function requestReset(call: Call, input: { email: string }): Promise<void> {
  const email = input.email.trim().toLowerCase();
  await takeMail(email);
  await evenly(() =>
    transaction(async () => {
      if (await findPersonByAddress(email)) await auth().api.requestPasswordReset({ body: { email } });
      else await mailNoAccount(email, call.locale);
    }),
  );
}

/** Whose password the link changes; refuses a link that was used or is too old. */
async function personOfLink(token: string, now: Date) {
  const { internalAdapter } = await auth().$context;
  const proof = await internalAdapter.findVerificationValue(`reset-password:${token}`);
  const person = proof && proof.expiresAt > now ? await findPerson(proof.value) : null;
  if (!person) throw new Refusal(refusals['link-expired']);
  return person;
}

export const checkResetLink = async (call: Call, token: string): Promise<void> =>
  void (await personOfLink(token, call.now));

export async function resetPassword(call: Call, input: { token: string; password: string }): Promise<void> {
  const person = await personOfLink(input.token, call.now);
  refuseWeakPassword(input.password, person);
  await transaction(async () => {
    await orRefuse(auth().api.resetPassword({ body: { token: input.token, newPassword: input.password } }), {
      INVALID_TOKEN: new Refusal(refusals['link-expired']),
    });
    // Only who reads the address could follow the link.
    await setVerified(person.id, call.now);
    await mailPasswordChanged(person);
    await record(call, 'accounts.reset-password', `person:${person.id}`);
    await announceChange(person.id);
  });
}

/** Gives the cookie of this browser's new session. */
export async function changePassword(
  call: Call,
  input: { current: string; password: string },
): Promise<string[]> {
  const person = await getOwnPerson(call);
  await takeTry('password', [person.id], { points: 10, seconds: 900 });
  refuseWeakPassword(input.password, person);
  const wrong = new Refusal(refusals['wrong-password'], {
    fields: [{ path: 'current', message: 'wrong-password' }],
  });
  return transaction(async () => {
    const { headers } = await orRefuse(
      auth().api.changePassword({
        body: { currentPassword: input.current, newPassword: input.password, revokeOtherSessions: true },
        headers: headersOf(call),
        returnHeaders: true,
      }),
      { INVALID_PASSWORD: wrong, CREDENTIAL_ACCOUNT_NOT_FOUND: wrong },
    );
    await mailPasswordChanged(person);
    await record(call, 'accounts.change-password', `person:${person.id}`);
    await announceChange(person.id);
    return sessionCookies(headers);
  });
}
