import { endpoint } from '#platform/endpoint.ts';
import { everyone, ownPath } from '../rules.ts';
import { EmailBody, NextQuery, paths, SignInBody, TokenBody, TokenQuery } from '../schema.ts';
import { requestSignInLink, signIn, signInByLink, signOut } from '../service/sign-in.ts';
import { SignInLinkPage, SignInPage, UseSignInLinkPage } from '../views/sign-in.tsx';
import { credential, expired, formAgain, plain, toMailSent } from './forms.tsx';

export const signInPage = endpoint({
  method: 'GET',
  path: paths.signIn,
  summary: 'The form to sign in.',
  query: NextQuery,
  allow: everyone,
  run: (_call, { query }) => query,
  page: ({ next }, call) =>
    call.actor.kind === 'person'
      ? { redirect: ownPath(next) }
      : plain(call, 'accounts.sign-in', () => <SignInPage next={next} />),
});

export const signInForm = endpoint({
  method: 'POST',
  path: paths.signIn,
  summary: 'Signs in with a password.',
  body: SignInBody,
  allow: everyone,
  ...credential,
  run: async (call, { body }) => ({ cookies: await signIn(call, body), next: body.next }),
  page: ({ cookies, next }) => ({ redirect: ownPath(next), cookies }),
  refused: (refusal, call, input) =>
    plain(call, 'accounts.sign-in', () => <SignInPage {...formAgain(refusal, call, input)} />),
});

export const signInLinkPage = endpoint({
  method: 'GET',
  path: paths.signInLink,
  summary: 'Asks for a sign-in link, or uses one.',
  query: TokenQuery,
  allow: everyone,
  run: (_call, { query }) => query,
  page: ({ token, next }, call) =>
    token
      ? plain(call, 'accounts.sign-in', () => <UseSignInLinkPage token={token} next={next} />)
      : plain(call, 'accounts.link-title', () => <SignInLinkPage next={next} />),
});

export const signInLinkForm = endpoint({
  method: 'POST',
  path: paths.signInLink,
  summary: 'Mails a link that signs in once.',
  body: EmailBody,
  allow: everyone,
  ...credential,
  run: async (call, { body }) => {
    await requestSignInLink(call, body);
    return body.next;
  },
  page: (next) => toMailSent(next),
  refused: (refusal, call, input) =>
    plain(call, 'accounts.link-title', () => <SignInLinkPage {...formAgain(refusal, call, input)} />),
});

export const useSignInLink = endpoint({
  method: 'POST',
  path: paths.signInLinkUse,
  summary: 'Signs in with a mailed link.',
  body: TokenBody,
  allow: everyone,
  ...credential,
  run: async (call, { body }) => ({ cookies: await signInByLink(call, body.token), next: body.next }),
  page: ({ cookies, next }) => ({ redirect: ownPath(next), cookies }),
  refused: (refusal, call, input) =>
    refusal.code === 'link-expired'
      ? expired(call)
      : plain(call, 'accounts.sign-in', () => <SignInPage {...formAgain(refusal, call, input)} />),
});

export const signOutForm = endpoint({
  method: 'POST',
  path: paths.signOut,
  summary: 'Ends the session.',
  allow: everyone,
  idempotency: 'none',
  run: (call) => signOut(call),
  page: (cookies) => ({ redirect: '/', cookies, flash: { message: 'accounts.signed-out', tone: 'success' } }),
});
