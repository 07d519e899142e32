import { endpoint } from '#platform/endpoint.ts';
import { everyone } from '../rules.ts';
import { EmailBody, paths, ResetBody, TokenQuery } from '../schema.ts';
import { checkResetLink, requestReset, resetPassword } from '../service/password.ts';
import { ForgotPage, ResetPage } from '../views/sign-in.tsx';
import { credential, expired, formAgain, plain, rateLimit, toMailSent } from './forms.tsx';

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
