import { translateTo } from '#lib/messages.ts';
import { type Call, endpoint, type Page } from '#platform/endpoint.ts';
import type { Refusal } from '#platform/refusal.ts';
import { problemsOf } from '#ui/problems.ts';
import { signedIn } from '../rules.ts';
import { PasswordBody, ProfileBody, paths } from '../schema.ts';
import { changePassword } from '../service/password.ts';
import { resendVerification } from '../service/register.ts';
import { endOwnSessions, getSettings, listOwnSessions, saveProfile } from '../service/settings.ts';
import { PasswordPage, ProfilePage, SessionsPage } from '../views/settings.tsx';
import { passwordProblems, rateLimit } from './forms.tsx';

const page = (call: Call, body: () => unknown): Page => ({
  title: translateTo(call.locale)('accounts.settings'),
  robots: 'noindex',
  body,
});

function problems(refusal: Refusal, call: Call) {
  const t = translateTo(call.locale);
  const labels = {
    name: t('accounts.name'),
    locale: t('accounts.locale'),
    timeZone: t('accounts.timeZone'),
    current: t('accounts.current'),
    password: t('accounts.new-password'),
  };
  return problemsOf(refusal, t, labels, {
    ...passwordProblems,
    'invalid-time-zone': 'accounts.invalid-time-zone',
  });
}

export const settingsPage = endpoint({
  method: 'GET',
  path: paths.settings,
  summary: 'The own account.',
  allow: signedIn,
  run: (call) => getSettings(call),
  page: (settings, call) => page(call, () => <ProfilePage settings={settings} />),
  json: ({ person, hasPassword }) => ({ ...person, hasPassword }),
});

export const profileForm = endpoint({
  method: 'POST',
  path: paths.settings,
  summary: 'Changes name, language and time zone.',
  body: ProfileBody,
  allow: signedIn,
  run: async (call, { body }) => {
    await saveProfile(call, body);
    return body.locale;
  },
  // `lang` renews the browser's own choice too, which would win over the account's.
  page: (locale) => ({
    redirect: `${paths.settings}?lang=${locale}`,
    flash: { message: 'accounts.saved', tone: 'success' },
  }),
  json: () => ({}),
  refused: async (refusal, call, { body }) => {
    const settings = await getSettings(call);
    return page(call, () => (
      <ProfilePage settings={settings} values={body} problems={problems(refusal, call)} />
    ));
  },
});

export const verifyAgainForm = endpoint({
  method: 'POST',
  path: paths.verifyAgain,
  summary: 'Mails the link that proves the address again.',
  allow: signedIn,
  run: (call) => resendVerification(call),
  page: () => ({ redirect: paths.mailSent }),
});

export const passwordPage = endpoint({
  method: 'GET',
  path: paths.password,
  summary: 'The form to change the password.',
  allow: signedIn,
  run: (call) => getSettings(call),
  page: (settings, call) => page(call, () => <PasswordPage settings={settings} />),
});

export const passwordForm = endpoint({
  method: 'POST',
  path: paths.password,
  summary: 'Changes the password and ends all other sessions.',
  body: PasswordBody,
  allow: signedIn,
  idempotency: 'none',
  rateLimit,
  run: (call, { body }) => changePassword(call, body),
  page: (cookies) => ({
    redirect: paths.password,
    cookies,
    flash: { message: 'accounts.password-changed', tone: 'success' },
  }),
  refused: async (refusal, call) => {
    const settings = await getSettings(call);
    return page(call, () => <PasswordPage settings={settings} problems={problems(refusal, call)} />);
  },
});

export const sessionsPage = endpoint({
  method: 'GET',
  path: paths.sessions,
  summary: 'Where the person is signed in.',
  allow: signedIn,
  run: (call) => listOwnSessions(call),
  page: (sessions, call) => page(call, () => <SessionsPage sessions={sessions} />),
  json: (sessions) => ({ sessions }),
});

const ended = {
  redirect: paths.sessions,
  flash: { message: 'accounts.session-ended', tone: 'success' },
} as const;

export const endSessionForm = endpoint({
  method: 'POST',
  path: `${paths.sessions}/:id/end`,
  summary: 'Ends one session.',
  allow: signedIn,
  run: (call, { params }) => endOwnSessions(call, { id: params.id }),
  page: () => ended,
  json: () => ({}),
});

export const endOtherSessionsForm = endpoint({
  method: 'POST',
  path: paths.endOtherSessions,
  summary: 'Ends every session but this one.',
  allow: signedIn,
  run: (call) => endOwnSessions(call, 'others'),
  page: () => ended,
  json: () => ({}),
});
