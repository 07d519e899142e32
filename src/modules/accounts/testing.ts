/** A browser without a network: it keeps its session cookie and asks in its person's name. */
import { type Actor, anonymous } from '#platform/actor.ts';
import type { Call } from '#platform/endpoint.ts';
import { oneTimeSignInLink } from './service/people.ts';
import { signIn, signInByLink } from './service/sign-in.ts';
import { findPersonByAddress, listSessions } from './store.ts';

export interface TestBrowser {
  cookie: string | undefined;
  call(actor?: Actor): Call;
  /** Keeps what an answer sets. */
  keep(lines: readonly string[]): void;
}

let requests = 0;

export function testBrowser(ip = '192.0.2.7'): TestBrowser {
  const browser: TestBrowser = {
    cookie: undefined,
    call(actor = anonymous) {
      requests += 1;
      return {
        actor,
        now: new Date(),
        requestId: `request-${requests}`,
        locale: 'en',
        ip,
        idempotencyKey: null,
        csrf: () => '',
        header: (name) =>
          name === 'cookie' ? (browser.cookie ?? null) : name === 'user-agent' ? 'Test/1.0' : null,
      };
    },
    keep(lines) {
      const pair = lines[0]?.split(';')[0];
      browser.cookie = lines[0]?.includes('Max-Age=0') ? undefined : pair;
    },
  };
  return browser;
}

/** The person of this address as the actor of their newest session. */
export async function testActor(email: string): Promise<Actor> {
  const person = await findPersonByAddress(email);
  if (!person) throw new Error(`nobody has the address ${email}`);
  const [session] = await listSessions(person.id, new Date());
  const { id, name, locale, timeZone } = person;
  return { kind: 'person', id, name, email, locale, timeZone, grants: [], sessionId: session?.id ?? '' };
}

/** The path and token of the first link in a mail. */
export function linkOf(text: string): { path: string; token: string } {
  const url = new URL(/https?:\S+/.exec(text)?.[0] ?? '');
  return { path: url.pathname, token: url.searchParams.get('token') ?? '' };
}

/** A browser in which this person is signed in. */
export async function signInForTest(email: string, password: string): Promise<TestBrowser> {
  const browser = testBrowser();
  browser.keep(await signIn(browser.call(), { email, password }));
  return browser;
}

/** The cookie of a new session, opened by a link: a password would cost an eighth of a second of work each time. */
export async function newSession(email: string): Promise<{ name: string; value: string }> {
  const { token } = linkOf(await oneTimeSignInLink(email));
  const [line = ''] = await signInByLink(testBrowser().call(), token);
  const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
  return { name, value };
}
