/** What the pages before signing in share. */
import { type MessageKey, translateTo } from '#lib/messages.ts';
import type { Call, EndpointInput, Page, RedirectTo } from '#platform/endpoint.ts';
import type { Refusal } from '#platform/refusal.ts';
import { problemsOf } from '#ui/problems.ts';
import { ownPath } from '../rules.ts';
import { paths } from '../schema.ts';
import { type FormPageProps, LinkExpiredPage } from '../views/sign-in.tsx';

/** Tries from one address. A school behind one address signs in at the same minute; accounts have their own limit. */
export const rateLimit = { points: 300, seconds: 300 };
/** Answers that set cookies or hang on a secret are not kept; doing them twice does no harm. */
export const credential = { idempotency: 'none', rateLimit } as const;

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
  const labels = { name: t('accounts.name'), email: t('accounts.email'), password: t('accounts.password') };
  const { name, email, next } = body;
  return {
    values: { name, email },
    problems: problemsOf(refusal, t, labels, passwordProblems),
    next: typeof next === 'string' ? next : undefined,
  };
}

export const toMailSent = (next?: string): RedirectTo => ({
  redirect: next ? `${paths.mailSent}?${new URLSearchParams({ next: ownPath(next) })}` : paths.mailSent,
});

export const expired = (call: Call): Page => plain(call, 'accounts.expired-title', () => <LinkExpiredPage />);
