/** The mails of this module: texts of the catalog, in the receiver's language, with links that we build. */
import { type MessageKey, type MessageValues, type Translate, translateTo } from '#lib/messages.ts';
import { layOutMail, sendMail } from '#platform/mail.ts';
import { takeTry } from '#platform/rate-limit.ts';
import { absoluteUrl, site } from '#platform/site.ts';
import { ownPath } from '../rules.ts';
import { findPersonByAddress } from '../store.ts';

export const linkMinutes = 30;
export const resetMinutes = 60;
export const verifyHours = 48;

/** How much mail that its owner may not have asked for one address gets: known or not, so that it tells nothing. */
export const takeMail = (email: string): Promise<void> =>
  takeTry('accounts-mail', [email.trim().toLowerCase()], { points: 5, seconds: 3_600 });

interface Receiver {
  email: string;
  /** Null: nobody we know. */
  name: string | null;
  locale: string | null;
}

interface Letter {
  subject: MessageKey;
  text: MessageKey;
  values?: MessageValues;
  /** Path of the one thing to do. */
  path: string;
  /** The last sentence; without it: that nothing happens if this is ignored. */
  closing?: MessageKey;
}

async function post(to: Receiver, letter: Letter): Promise<void> {
  const t: Translate = translateTo(to.locale ?? 'en');
  const values = { site: site().name, ...letter.values };
  await sendMail({
    to: to.email,
    subject: t(letter.subject, values),
    text: layOutMail([
      to.name ? t('mail.hello', { name: to.name }) : t('mail.hello-stranger'),
      t(letter.text, values),
      absoluteUrl(letter.path),
      t(letter.closing ?? 'mail.ignore', values),
    ]),
  });
}

const withToken = (path: string, token: string, next?: string) => {
  const query = new URLSearchParams({ token });
  if (next && ownPath(next) !== '/') query.set('next', ownPath(next));
  return `${path}?${query}`;
};

export const mailVerifyLink = (to: Receiver, token: string, next?: string): Promise<void> =>
  post(to, {
    subject: 'mail.verify-subject',
    text: 'mail.verify-text',
    values: { hours: verifyHours },
    path: withToken('/verify', token, next),
  });

export const mailAlreadyRegistered = (to: Receiver): Promise<void> =>
  post(to, { subject: 'mail.known-subject', text: 'mail.known-text', path: '/sign-in' });

/** To an address without an account that asked for a link: its owner learns why none comes, an onlooker nothing. */
export const mailNoAccount = (email: string, locale: string): Promise<void> =>
  post(
    { email, name: null, locale },
    { subject: 'mail.unknown-subject', text: 'mail.unknown-text', path: '/register' },
  );

export const mailPasswordChanged = (to: Receiver): Promise<void> =>
  post(to, {
    subject: 'mail.changed-subject',
    text: 'mail.changed-text',
    path: '/forgot',
    closing: 'mail.changed-closing',
  });

export async function mailResetLink(email: string, token: string): Promise<void> {
  const person = await findPersonByAddress(email);
  if (!person) return;
  await post(person, {
    subject: 'mail.reset-subject',
    text: 'mail.reset-text',
    values: { minutes: resetMinutes },
    path: withToken('/reset', token),
  });
}

/** How a sign-in link is wanted. */
export interface LinkWish {
  next?: string;
  /** Of whoever asked, for a stranger's mail. */
  locale?: string;
  /** Takes the token instead of a mail: for the link that the command line prints. */
  take?(token: string): void;
}

export const signInLinkPath = (token: string, next?: string): string =>
  withToken('/sign-in/link', token, next);

export async function mailSignInLink(email: string, token: string, wish: LinkWish): Promise<void> {
  if (wish.take) return wish.take(token);
  const person = await findPersonByAddress(email);
  if (!person) return mailNoAccount(email, wish.locale ?? 'en');
  await post(person, {
    subject: 'mail.link-subject',
    text: 'mail.link-text',
    values: { minutes: linkMinutes },
    path: signInLinkPath(token, wish.next),
  });
}
