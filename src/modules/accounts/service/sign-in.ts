/** Ways in and out. Each gives the lines of the cookie that the browser must keep. */
import { record } from '#modules/audit/index.ts';
import { transaction } from '#platform/database.ts';
import type { Call } from '#platform/endpoint.ts';
import { takeTry } from '#platform/rate-limit.ts';
import { Refusal } from '#platform/refusal.ts';
import { refusals, type SignInInput } from '../schema.ts';
import { deleteSessions } from '../store.ts';
import { announceChange } from './announce.ts';
import { auth, headersOf, orRefuse, sessionCookies } from './better-auth.ts';
import { evenly } from './evenly.ts';
import { takeMail } from './mails.ts';

/** Tries for one account, from wherever they come; a school behind one address has many accounts. */
export const accountTries = { points: 20, seconds: 900 };

/** The session that the browser had before is not taken over; it ends. */
async function endFormerSession(call: Call): Promise<void> {
  if (call.actor.kind !== 'person') return;
  await deleteSessions(call.actor.id, { id: call.actor.sessionId });
  await announceChange(call.actor.id);
}

/** By the one who signed in: when they asked, nobody knew yet who they were. */
const recordSignIn = ({ requestId }: Call, id: string, way: 'password' | 'link') =>
  record({ actor: { kind: 'person', id }, requestId }, 'accounts.sign-in', `person:${id}`, { way });

export async function signIn(call: Call, input: SignInInput): Promise<string[]> {
  const email = input.email.trim().toLowerCase();
  await takeTry('sign-in-account', [email], accountTries);
  const wrong = new Refusal(refusals['wrong-credentials']);
  const { headers, response } = await orRefuse(
    auth().api.signInEmail({
      body: { email, password: input.password },
      headers: headersOf(call),
      returnHeaders: true,
    }),
    { INVALID_EMAIL_OR_PASSWORD: wrong, INVALID_EMAIL: wrong },
  );
  await endFormerSession(call);
  await recordSignIn(call, response.user.id, 'password');
  return sessionCookies(headers);
}

/** Mails a link to the owner of the address, or tells them that they have no account. */
export async function requestSignInLink(call: Call, input: { email: string; next?: string }): Promise<void> {
  const email = input.email.trim().toLowerCase();
  await takeMail(email);
  const metadata = { next: input.next, locale: call.locale };
  await evenly(() =>
    transaction(() => auth().api.signInMagicLink({ body: { email, metadata }, headers: headersOf(call) })),
  );
}

/** Proves the address as well: what an unproven account had before (password, sessions) is removed by better-auth. */
export async function signInByLink(call: Call, token: string): Promise<string[]> {
  const expired = new Refusal(refusals['link-expired']);
  return transaction(async () => {
    const { headers, response } = await orRefuse(
      auth().api.magicLinkVerify({ query: { token }, headers: headersOf(call), returnHeaders: true }),
      { FOUND: expired },
    );
    await endFormerSession(call);
    await recordSignIn(call, response.user.id, 'link');
    await announceChange(response.user.id);
    return sessionCookies(headers);
  });
}

export async function signOut(call: Call): Promise<string[]> {
  const { actor } = call;
  return transaction(async () => {
    const { headers } = await auth().api.signOut({ headers: headersOf(call), returnHeaders: true });
    if (actor.kind === 'person') {
      await record(call, 'accounts.sign-out', `person:${actor.id}`);
      await announceChange(actor.id);
    }
    return sessionCookies(headers);
  });
}
