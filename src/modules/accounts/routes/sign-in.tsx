import { type MessageKey, translateTo } from '#lib/messages.ts';
import { type Call, type EndpointInput, endpoint, type Page, type RedirectTo } from '#platform/endpoint.ts';
import { isOutboxOpen } from '#platform/mail.ts';
import type { Refusal } from '#platform/refusal.ts';
import { problemsOf } from '#ui/problems.ts';
import { everyone, ownPath } from '../rules.ts';
import {
  EmailBody,
  NextQuery,
  paths,
  RegisterBody,
  ResetBody,
  SignInBody,
  TokenBody,
  TokenQuery,
} from '../schema.ts';
import { checkResetLink, requestReset, resetPassword } from '../service/password.ts';
import { register, verifyEmail } from '../service/register.ts';
import { requestSignInLink, signIn, signInByLink, signOut } from '../service/sign-in.ts';
import {
  ForgotPage,
  type FormPageProps,
  LinkExpiredPage,
  MailSentPage,
  RegisterPage,
  ResetPage,
  SignInLinkPage,
  SignInPage,
  UseSignInLinkPage,
  VerifyPage,
} from '../views/sign-in.tsx';

/** Tries from one address. A school behind one address signs in at the same minute; accounts have their own limit. */
const rateLimit = { points: 300, seconds: 300 };
/** Answers that set cookies or hang on a secret are not kept; doing them twice does no harm. */
const credential = { idempotency: 'none', rateLimit } as const;

const labels = {
  name: 'accounts.name',
  email: 'accounts.email',
  password: 'accounts.new-password',
  current: 'accounts.current',
} as const;
export const passwordProblems: Record<string, MessageKey> = {
  'password-too-short': 'accounts.password-too-short',
  'password-common': 'accounts.password-common',
  'password-personal': 'accounts.password-personal',
  'wrong-password': 'accounts.wrong-password',
};

export const plain = (call: Call, title: MessageKey, body: () => unknown): Page => ({
  title: translateTo(call.locale)(title),
  shell: 'plain',
  robots: 'noindex',
  body,
});

/** What a refused form is shown again with; never the password. */
export function formAgain(refusal: Refusal, call: Call, { body }: EndpointInput): FormPageProps {
  const t = translateTo(call.locale);
  const names = Object.fromEntries(Object.entries(labels).map(([path, key]) => [path, t(key)]));
  const { name, email, next } = body;
  return {
    values: { name, email },
    problems: problemsOf(refusal, t, names, passwordProblems),
    next: typeof next === 'string' ? next : undefined,
  };
}

const toMailSent = (next?: string): RedirectTo => ({
  redirect: next ? `${paths.mailSent}?${new URLSearchParams({ next: ownPath(next) })}` : paths.mailSent,
});

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

export const registerPage = endpoint({
  method: 'GET',
  path: paths.register,
  summary: 'The form to create an account.',
  query: NextQuery,
  allow: everyone,
  run: (_call, { query }) => query,
  page: ({ next }, call) =>
    call.actor.kind === 'person'
      ? { redirect: ownPath(next) }
      : plain(call, 'accounts.register', () => <RegisterPage next={next} />),
});

export const registerForm = endpoint({
  method: 'POST',
  path: paths.register,
  summary: 'Creates an account; what comes next is in the mail.',
  body: RegisterBody,
  allow: everyone,
  ...credential,
  run: async (call, { body }) => {
    await register(call, body);
    return body.next;
  },
  page: (next) => toMailSent(next),
  refused: (refusal, call, input) =>
    plain(call, 'accounts.register', () => <RegisterPage {...formAgain(refusal, call, input)} />),
});

export const mailSentPage = endpoint({
  method: 'GET',
  path: paths.mailSent,
  summary: 'Says that a mail is on its way, if the address is known.',
  query: NextQuery,
  allow: everyone,
  run: (_call, { query }) => query,
  page: ({ next }, call) =>
    plain(call, 'accounts.sent-title', () => (
      <MailSentPage next={next} outbox={isOutboxOpen(call) ? '/dev/mail' : null} />
    )),
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

const expired = (call: Call) => plain(call, 'accounts.expired-title', () => <LinkExpiredPage />);

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

export const verifyPage = endpoint({
  method: 'GET',
  path: paths.verify,
  summary: 'Opened by the link that proves an address.',
  query: TokenQuery,
  allow: everyone,
  run: (_call, { query }) => query,
  page: ({ token, next }, call) =>
    token
      ? plain(call, 'accounts.verify-title', () => <VerifyPage token={token} next={next} />)
      : expired(call),
});

export const verifyForm = endpoint({
  method: 'POST',
  path: paths.verify,
  summary: 'Proves an address.',
  body: TokenBody,
  allow: everyone,
  ...credential,
  run: async (_call, { body }) => {
    await verifyEmail(body.token);
    return body.next;
  },
  page: (next, call) => ({
    redirect:
      call.actor.kind === 'person'
        ? ownPath(next)
        : `${paths.signIn}?${new URLSearchParams({ next: ownPath(next) })}`,
    flash: { message: 'accounts.verified', tone: 'success' },
  }),
  refused: (_refusal, call) => expired(call),
});

export const forgotPage = endpoint({
  method: 'GET',
  path: paths.forgot,
  summary: 'The form to ask for a new password.',
  allow: everyone,
  run: () => null,
  page: (_result, call) => plain(call, 'accounts.forgot-title', () => <ForgotPage />),
});

export const forgotForm = endpoint({
  method: 'POST',
  path: paths.forgot,
  summary: 'Mails a link to choose a new password.',
  body: EmailBody,
  allow: everyone,
  ...credential,
  run: (call, { body }) => requestReset(call, body),
  page: () => toMailSent(),
  refused: (refusal, call, input) =>
    plain(call, 'accounts.forgot-title', () => <ForgotPage {...formAgain(refusal, call, input)} />),
});

export const resetPage = endpoint({
  method: 'GET',
  path: paths.reset,
  summary: 'The form for a new password, opened by a mailed link.',
  query: TokenQuery,
  allow: everyone,
  rateLimit,
  run: async (call, { query }) => {
    const token = query.token ?? '';
    await checkResetLink(call, token);
    return token;
  },
  page: (token, call) => plain(call, 'accounts.reset-title', () => <ResetPage token={token} />),
  refused: (_refusal, call) => expired(call),
});

export const resetForm = endpoint({
  method: 'POST',
  path: paths.reset,
  summary: 'Sets a new password and ends all sessions.',
  body: ResetBody,
  allow: everyone,
  ...credential,
  run: (call, { body }) => resetPassword(call, body),
  page: () => ({ redirect: paths.signIn, flash: { message: 'accounts.password-changed', tone: 'success' } }),
  refused: (refusal, call, input) =>
    refusal.code === 'link-expired'
      ? expired(call)
      : plain(call, 'accounts.reset-title', () => (
          <ResetPage token={String(input.body.token)} problems={formAgain(refusal, call, input).problems} />
        )),
});
