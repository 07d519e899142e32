/** Decisions about passwords, sessions and ways back, as pure functions. */
import { foldText } from '#lib/fold-text.ts';
import type { Allow } from '#platform/endpoint.ts';

const day = 86_400_000;
/** A session ends when it was not used for so long. */
export const sessionDays = 30;
/** How often a used session is written: "last seen" is as coarse as this. */
export const seenEveryMs = 3_600_000;

export const sessionEnd = (now: Date): Date => new Date(now.getTime() + sessionDays * day);

export const everyone: Allow = { who: 'everyone', check: () => true };
export const signedIn: Allow = { who: 'signed in', check: (actor) => actor.kind === 'person' };

export const passwordLength = 10;

/** Words that, with digits around them, make most of the passwords that are guessed first. */
const commonWords = new Set(
  `password passwort passord contrasena motdepasse parola senha salasana losenord wachtwoord haslo
  qwerty qwertyuiop qwertz qwertyui qweasdzxc asdfghjkl asdfgh zxcvbnm azertyuiop azerty qazwsx qazwsxedc
  iloveyou ilovejesus loveyou welcome welcometo letmein changeme changeit default secret topsecret
  administrator admin root guest user username login signin access master superman batman spiderman
  football baseball basketball liverpool manchester barcelona realmadrid juventus arsenal chelsea
  sunshine princess dragon monkey shadow michael jennifer jordan hunter charlie computer internet
  samsung google facebook pokemon starwars minecraft whatever trustno nothing freedom blessed
  student teacher school university learning education course lectern moodle canvas
  correcthorsebatterystaple thisisapassword mypassword newpassword passwordpassword onetwothree`
    .split(/\s+/)
    .filter(Boolean),
);
const rows = [
  '01234567890123456789',
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiopasdfghjklzxcvbnm',
  'qwertzuiopasdfghjklyxcvbnm',
];
const sequences = rows.flatMap((row) => [row, [...row].reverse().join('')]);

const fold = (text: string) => foldText(text, { case: false, accents: false });
const leet: Record<string, string> = {
  '0': 'o',
  '1': 'l',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
};
const withoutTail = (text: string) => text.replace(/[^\p{L}]+$/u, '');
const withoutHead = (text: string) => text.replace(/^[^\p{L}]+/u, '');
const asLetters = (text: string) => text.replace(/[013457@$]/g, (sign) => leet[sign] ?? sign);
const isCommonWord = (text: string) =>
  [withoutHead(withoutTail(text)), asLetters(withoutTail(text))].some((word) => commonWords.has(word));

export type PasswordProblem = 'too-short' | 'common' | 'personal';

/** Why a password would be guessed; null where it would not (NIST SP 800-63B, 5.1.1.2: length, not composition). */
export function passwordProblem(
  password: string,
  person: { name: string; email: string },
): PasswordProblem | null {
  if ([...password].length < passwordLength) return 'too-short';
  const folded = fold(password);
  if (new Set(folded).size < 5 || sequences.some((row) => row.includes(folded)) || isCommonWord(folded))
    return 'common';
  const own = fold(`${person.name} ${person.email}`)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((part) => part.length > 3);
  const rest = own.reduce((left, part) => left.replaceAll(part, ''), folded);
  return rest.length < folded.length && rest.length < 6 ? 'personal' : null;
}

export function isTimeZone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch {
    return false;
  }
}

const nowhere = 'http://own.invalid';

/**
 * A path of this site to go back to; anything that a browser could read as another place becomes the fallback.
 * `//evil`, `/\evil`, `/<tab>/evil` and `/.//evil` all leave the site in one browser or another.
 */
export function ownPath(next: string | undefined, fallback = '/'): string {
  if (!next?.startsWith('/') || !URL.canParse(next, nowhere)) return fallback;
  const url = new URL(next, nowhere);
  if (url.origin !== nowhere || url.pathname.startsWith('//')) return fallback;
  return `${url.pathname}${url.search}${url.hash}`;
}
