/**
 * better-auth does what is easy to get wrong: password hashes (scrypt, off the main thread), tokens, cookies. It writes
 * the tables of the schema `accounts` in the ambient transaction; its own HTTP routes are not mounted. Our endpoints
 * call it, so that CSRF, rate limits, audit and language are the same as everywhere.
 */
import { betterAuth } from 'better-auth';
import { isAPIError } from 'better-auth/api';
import { magicLink } from 'better-auth/plugins';
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Driver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
} from 'kysely';
import { db } from '#platform/database.ts';
import type { Call } from '#platform/endpoint.ts';
import { log } from '#platform/log.ts';
import { Refusal } from '#platform/refusal.ts';
import { keyFor } from '#platform/secret.ts';
import { isHttps, site } from '#platform/site.ts';
import { sessionEnd } from '../rules.ts';
import { refusals } from '../schema.ts';
import { findPerson } from '../store.ts';
import { announceChange } from './announce.ts';
import {
  type LinkWish,
  linkMinutes,
  mailResetLink,
  mailSignInLink,
  resetMinutes,
  verifyHours,
} from './mails.ts';

const key = keyFor('sessions');
export const sessionSecret = (): string => key().toString('base64url');
export const sessionCookieName = (): string => (isHttps() ? '__Host-lectern.session' : 'lectern.session');

const connection: DatabaseConnection = {
  executeQuery: <Row>(compiled: CompiledQuery) => db().executeQuery<Row>(compiled as CompiledQuery<Row>),
  streamQuery() {
    throw new Error('not offered');
  },
};
/** Each query goes where `db()` goes at that moment: into the ambient transaction, or to the pool. */
const ambientDriver: Driver = {
  init: async () => {},
  acquireConnection: async () => connection,
  beginTransaction: async () => {},
  commitTransaction: async () => {},
  rollbackTransaction: async () => {},
  releaseConnection: async () => {},
  destroy: async () => {},
};
const ambientKysely = () =>
  new Kysely<unknown>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => ambientDriver,
      createIntrospector: (of) => new PostgresIntrospector(of),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  });

/** The cookie lives as long as browsers let it (400 days); the row of the session says when it ends. */
const cookieSeconds = 400 * 86_400;

function makeAuth() {
  return betterAuth({
    appName: site().name,
    baseURL: site().baseUrl,
    secret: sessionSecret(),
    database: { db: ambientKysely(), type: 'postgres', schemaName: 'accounts', transaction: false },
    telemetry: { enabled: false },
    // Its messages name addresses; ours do not.
    logger: { level: 'error', log: (_level, message) => log().error({ from: 'better-auth' }, message) },
    emailAndPassword: {
      enabled: true,
      // Accounts are made by `register`, so that nothing tells a known address from a new one.
      disableSignUp: true,
      minPasswordLength: 1,
      revokeSessionsOnPasswordReset: true,
      resetPasswordTokenExpiresIn: resetMinutes * 60,
      sendResetPassword: ({ user, token }) => mailResetLink(user.email, token),
    },
    emailVerification: {
      expiresIn: verifyHours * 3_600,
      // Only names the feature as offered: our links are made by `createEmailVerificationToken`.
      sendVerificationEmail: async () => {},
      afterEmailVerification: (user) => announceChange(user.id),
    },
    user: { fields: { emailVerified: 'email_verified', createdAt: 'created_at', updatedAt: 'updated_at' } },
    session: {
      fields: {
        userId: 'user_id',
        expiresAt: 'expires_at',
        ipAddress: 'ip_address',
        userAgent: 'user_agent',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
      },
      expiresIn: cookieSeconds,
      disableSessionRefresh: true,
    },
    account: {
      fields: {
        userId: 'user_id',
        accountId: 'account_id',
        providerId: 'provider_id',
        accessToken: 'access_token',
        refreshToken: 'refresh_token',
        idToken: 'id_token',
        accessTokenExpiresAt: 'access_token_expires_at',
        refreshTokenExpiresAt: 'refresh_token_expires_at',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
      },
    },
    verification: {
      fields: { expiresAt: 'expires_at', createdAt: 'created_at', updatedAt: 'updated_at' },
      // A copy of the table opens nothing.
      storeIdentifier: 'hashed',
    },
    advanced: {
      database: { generateId: 'uuid', validateSchema: false },
      cookiePrefix: 'lectern',
      useSecureCookies: false,
      cookies: { session_token: { name: sessionCookieName(), attributes: { secure: isHttps() } } },
      ipAddress: { ipAddressHeaders: [addressHeader] },
    },
    databaseHooks: {
      session: {
        create: {
          // Every way of signing in ends here, so a suspended person has none.
          before: async (session) => {
            if ((await findPerson(session.userId))?.suspendedAt)
              throw new Refusal(refusals['account-suspended']);
            return { data: { ...session, expiresAt: sessionEnd(session.createdAt) } };
          },
        },
      },
    },
    plugins: [
      magicLink({
        expiresIn: linkMinutes * 60,
        disableSignUp: true,
        sendMagicLink: ({ email, token, metadata }) =>
          mailSignInLink(email, token, (metadata ?? {}) as LinkWish),
      }),
    ],
  });
}

let made: { auth: ReturnType<typeof makeAuth>; secret: string; baseUrl: string } | undefined;

/** One for the process; another when the secret or the address changed, as between tests. */
export function auth(): ReturnType<typeof makeAuth> {
  const secret = sessionSecret();
  const { baseUrl } = site();
  if (made?.secret !== secret || made.baseUrl !== baseUrl) made = { auth: makeAuth(), secret, baseUrl };
  return made.auth;
}

const addressHeader = 'x-lectern-address';

/** What the library may know of a request: its session and, for the list of sessions, where it came from. */
export function headersOf(call: Call): Headers {
  const headers = new Headers({ [addressHeader]: call.ip });
  for (const name of ['cookie', 'user-agent']) {
    const value = call.header(name);
    if (value) headers.set(name, value);
  }
  return headers;
}

/** The line that sets or ends our session cookie; the library also clears cookies that we never set. */
export const sessionCookies = (headers: Headers): string[] =>
  headers.getSetCookie().filter((line) => line.startsWith(`${sessionCookieName()}=`));

/** Throws `refusal` in place of the library's own refusal with one of these codes; anything else is a bug. */
export async function orRefuse<T>(work: Promise<T>, table: Record<string, Refusal>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    const code = isAPIError(error) ? (error.body?.code ?? error.status) : '';
    throw table[code] ?? error;
  }
}
