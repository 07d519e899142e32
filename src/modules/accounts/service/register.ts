/** Registering and proving an address. Nothing in the answer or its duration tells whether the address was known. */
import { createEmailVerificationToken } from 'better-auth/api';
import { hashPassword } from 'better-auth/crypto';
import type { Locale } from '#lib/messages.ts';
import { record } from '#modules/audit/index.ts';
import { transaction } from '#platform/database.ts';
import type { Call } from '#platform/endpoint.ts';
import { Refusal } from '#platform/refusal.ts';
import { type Person, type RegisterInput, refusals } from '../schema.ts';
import { addPerson, findPerson, findPersonByAddress } from '../store.ts';
import { auth, orRefuse, sessionSecret } from './better-auth.ts';
import { evenly } from './evenly.ts';
import { mailAlreadyRegistered, mailVerifyLink, takeMail, verifyHours } from './mails.ts';
import { refuseWeakPassword } from './password.ts';

async function mailVerification(person: Person, next?: string): Promise<void> {
  const token = await createEmailVerificationToken(
    sessionSecret(),
    person.email,
    undefined,
    verifyHours * 3_600,
    {
      userId: person.id,
    },
  );
  // Whoever registered chose the name; the owner of the address need not read it.
  await mailVerifyLink({ ...person, name: null }, token, next);
}

/** Makes the account, or tells the owner of the address that there is one. Either way: "look into your mail". */
export async function register(call: Call, input: RegisterInput): Promise<void> {
  refuseWeakPassword(input.password, input);
  await takeMail(input.email);
  await evenly(async () => {
    // Before the transaction: hashing takes long, and a connection is dear.
    const hash = await hashPassword(input.password);
    await transaction(async () => {
      const given = { name: input.name, email: input.email, verified: false, locale: call.locale as Locale };
      const person = await addPerson(given, hash);
      if (person) {
        await mailVerification(person, input.next);
        await record(call, 'accounts.register', `person:${person.id}`);
      } else {
        const known = await findPersonByAddress(input.email);
        if (known) await mailAlreadyRegistered(known);
      }
    });
  });
}

export async function resendVerification(call: Call): Promise<void> {
  if (call.actor.kind !== 'person') return;
  const person = await findPerson(call.actor.id);
  if (!person || person.emailVerified) return;
  await takeMail(person.email);
  await mailVerification(person);
}

export async function verifyEmail(token: string): Promise<void> {
  const expired = new Refusal(refusals['link-expired']);
  const work = transaction(() => auth().api.verifyEmail({ query: { token } }));
  await orRefuse(work, { INVALID_TOKEN: expired, TOKEN_EXPIRED: expired, USER_NOT_FOUND: expired });
}
