import { endpoint } from '#platform/endpoint.ts';
import { isOutboxOpen } from '#platform/mail.ts';
import { everyone, ownPath } from '../rules.ts';
import { NextQuery, paths, RegisterBody, TokenBody, TokenQuery } from '../schema.ts';
import { register, verifyEmail } from '../service/register.ts';
import { MailSentPage, RegisterPage, VerifyPage } from '../views/sign-in.tsx';
import { credential, expired, formAgain, plain, toMailSent } from './forms.tsx';

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
