/** Shapes of what people send about themselves. Every body is closed: a field that is not named here is refused. */
import { type Static, Type } from 'typebox';
import { type Locale, locales } from '#lib/messages.ts';
import { declareRefusals } from '#platform/refusal.ts';

export const refusals = declareRefusals({
  'wrong-credentials': 'invalid',
  'account-suspended': 'conflict',
  'link-expired': 'conflict',
  'weak-password': 'invalid',
  'wrong-password': 'invalid',
  'invalid-time-zone': 'invalid',
  'email-taken': 'conflict',
  'person-unknown': 'missing',
  'suspend-self': 'conflict',
});

/** Where the pages of this module stand; views link to them, routes serve them. */
export const paths = {
  signIn: '/sign-in',
  signInLink: '/sign-in/link',
  signInLinkUse: '/sign-in/link/use',
  signOut: '/sign-out',
  register: '/register',
  verify: '/verify',
  verifyAgain: '/verify/again',
  forgot: '/forgot',
  reset: '/reset',
  mailSent: '/mail-sent',
  settings: '/settings',
  password: '/settings/password',
  sessions: '/settings/sessions',
  endOtherSessions: '/settings/sessions/end-others',
} as const;

const closed = { additionalProperties: false };
export const PersonName = Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' });
export const Email = Type.String({ format: 'email', maxLength: 254 });
/** Long enough for any pass phrase, short enough not to be a burden to hash. */
const Password = Type.String({ minLength: 1, maxLength: 128 });
const Token = Type.String({ minLength: 1, maxLength: 2000 });
const Next = Type.Optional(Type.String({ maxLength: 2000 }));

export const NewPersonShape = Type.Object({ name: PersonName, email: Email }, closed);
export const NextQuery = Type.Object({ next: Next });
export const TokenQuery = Type.Object({ token: Type.Optional(Token), next: Next });

export const SignInBody = Type.Object({ email: Email, password: Password, next: Next }, closed);
export const RegisterBody = Type.Object(
  { name: PersonName, email: Email, password: Password, next: Next },
  closed,
);
export const EmailBody = Type.Object({ email: Email, next: Next }, closed);
export const TokenBody = Type.Object({ token: Token, next: Next }, closed);
export const ResetBody = Type.Object({ token: Token, password: Password }, closed);
export const ProfileBody = Type.Object(
  {
    name: PersonName,
    locale: Type.Enum([...locales] as Locale[]),
    timeZone: Type.String({ minLength: 1, maxLength: 60 }),
  },
  closed,
);
export const PasswordBody = Type.Object({ current: Password, password: Password }, closed);

export type SignInInput = Static<typeof SignInBody>;
export type RegisterInput = Static<typeof RegisterBody>;
export type ProfileInput = Static<typeof ProfileBody>;

export interface Person {
  id: string;
  name: string;
  email: string;
  emailVerified: boolean;
  locale: Locale | null;
  timeZone: string | null;
  suspendedAt: Date | null;
  createdAt: Date;
}

export interface Session {
  id: string;
  createdAt: Date;
  /** To the hour. */
  seenAt: Date;
  ip: string;
  /** As the browser names itself. */
  userAgent: string;
}

export interface NewPerson {
  name: string;
  email: string;
  /** Without one the person signs in by a link. */
  password?: string;
  verified: boolean;
  locale?: Locale | null;
  timeZone?: string | null;
}
