import { beforeEach, describe, expect, test } from 'vitest';
import { listEntries } from '#modules/audit/index.ts';
import { system } from '#platform/actor.ts';
import { query } from '#platform/database.ts';
import { listOutbox } from '#platform/mail.ts';
import { openSite } from '#platform/site.ts';
import { useTestMachines } from '#platform/testing.ts';
import {
  createPerson,
  findPersonByEmail,
  oneTimeSignInLink,
  readSession,
  restorePerson,
  sessionCookie,
  suspendPerson,
} from './index.ts';
import { changePassword, checkResetLink, requestReset, resetPassword } from './service/password.ts';
import { register, verifyEmail } from './service/register.ts';
import { endOwnSessions, listOwnSessions, saveProfile } from './service/settings.ts';
import { requestSignInLink, signIn, signInByLink, signOut } from './service/sign-in.ts';
import { linkOf, testActor, testBrowser } from './testing.ts';

useTestMachines();

const password = 'a quiet lake in June';
let people = 0;
const newAddress = () => `person${++people}@example.org`;
async function newPerson(given: { verified?: boolean; password?: string } = { password }) {
  const email = newAddress();
  return createPerson({ name: 'Ada Lindqvist', email, verified: true, locale: 'en', ...given });
}
async function lastMail(to: string) {
  const mail = (await listOutbox({ limit: 50 })).find((sent) => sent.to === to);
  if (!mail) throw new Error(`no mail to ${to}`);
  return mail;
}
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (refusal) => refusal.code ?? refusal,
  );

beforeEach(() => openSite({ name: 'Lectern', baseUrl: 'http://localhost:8080', timeZone: 'UTC' }));

const sessionOf = (header: string | undefined) => {
  const cookie = sessionCookie(header);
  return cookie === null ? null : readSession(cookie);
};

describe('the session cookie', () => {
  test('one that better-auth made verifies in process', async () => {
    const { email } = await newPerson();
    const browser = testBrowser();
    const lines = await signIn(browser.call(), { email, password });
    browser.keep(lines);
    expect(sessionOf(browser.cookie)?.token).toMatch(/^\w{32}$/);
    expect(sessionOf(`other=1; ${browser.cookie}; more=2`)).toEqual(sessionOf(browser.cookie));
    expect(lines[0]).toMatch(/^lectern\.session=.*; Path=\/; HttpOnly; SameSite=Lax$/);
  });

  test('a tampered, cut or foreign one does not', async () => {
    const { email } = await newPerson();
    const browser = testBrowser();
    browser.keep(await signIn(browser.call(), { email, password }));
    const cookie = browser.cookie ?? '';
    const [name = '', value = ''] = cookie.split('=');
    const swapped = value.startsWith('a') ? `b${value.slice(1)}` : `a${value.slice(1)}`;
    for (const wrong of [
      undefined,
      '',
      name,
      `${name}=`,
      `${name}=${swapped}`,
      `${name}=${value.slice(0, -8)}`,
      `x${cookie}`,
      `${name}=.%E0`,
    ])
      expect(sessionOf(wrong)).toBeNull();
  });

  test('is bound to this host and to https where the site is served by https', async () => {
    openSite({ name: 'Lectern', baseUrl: 'https://learn.example.org', timeZone: 'UTC' });
    const { email } = await newPerson();
    const [line] = await signIn(testBrowser().call(), { email, password });
    expect(line).toMatch(/^__Host-lectern\.session=/);
    expect(line).toMatch(/; Secure/);
    expect(line).not.toMatch(/Domain/);
  });
});

describe('signing in', () => {
  test('a wrong password and an unknown address are refused alike', async () => {
    const { email } = await newPerson();
    const { call } = testBrowser();
    expect(await codeOf(signIn(call(), { email, password: 'not the password' }))).toBe('wrong-credentials');
    expect(await codeOf(signIn(call(), { email: newAddress(), password }))).toBe('wrong-credentials');
  });

  test('gives a new session each time and ends the one that the browser had', async () => {
    const { email, id } = await newPerson();
    const browser = testBrowser();
    browser.keep(await signIn(browser.call(), { email, password }));
    const first = browser.cookie;
    browser.keep(await signIn(browser.call(await testActor(email)), { email, password }));
    expect(browser.cookie).not.toBe(first);
    expect(await query('select 1 from accounts.session where user_id = $1', [id])).toHaveLength(1);
  });

  test('a session lasts thirty days', async () => {
    const { email, id } = await newPerson();
    await signIn(testBrowser().call(), { email, password });
    const [row] = await query<{ days: number }>(
      'select extract(epoch from expires_at - now()) / 86400 as days from accounts.session where user_id = $1',
      [id],
    );
    expect(Number(row?.days)).toBeCloseTo(30, 1);
  });

  test('the address is taken in any case, the twenty-first try for one account is not', async () => {
    const { email } = await newPerson();
    const { call } = testBrowser();
    await signIn(call(), { email: email.toUpperCase(), password });
    for (let tries = 1; tries < 20; tries++) await codeOf(signIn(call(), { email, password: 'wrong wrong' }));
    expect(await codeOf(signIn(call(), { email, password }))).toBe('too-many-requests');
  });

  test('is written into the log, without address or password', async () => {
    const { email, id } = await newPerson();
    await signIn(testBrowser().call(), { email, password });
    const [entry] = await listEntries({ subject: `person:${id}` }, { limit: 1 });
    expect(entry).toMatchObject({ action: 'accounts.sign-in', details: { way: 'password' } });
    expect(JSON.stringify(entry)).not.toContain(email);
  });
});

describe('a link to sign in', () => {
  test('signs in once', async () => {
    const { email } = await newPerson();
    const browser = testBrowser();
    await requestSignInLink(browser.call(), { email });
    const { path, token } = linkOf((await lastMail(email)).text);
    expect(path).toBe('/sign-in/link');
    browser.keep(await signInByLink(browser.call(), token));
    expect(sessionOf(browser.cookie)).not.toBeNull();
    expect(await codeOf(signInByLink(browser.call(), token))).toBe('link-expired');
    expect(await codeOf(signInByLink(browser.call(), 'made-up'))).toBe('link-expired');
  });

  test('is not kept in readable form', async () => {
    const { email } = await newPerson();
    await requestSignInLink(testBrowser().call(), { email });
    const { token } = linkOf((await lastMail(email)).text);
    const rows = await query<{ identifier: string }>('select identifier from accounts.verification');
    expect(rows.some((row) => row.identifier.includes(token))).toBe(false);
  });

  test('asked for a stranger, makes no account and tells the stranger so', async () => {
    const email = newAddress();
    expect(await codeOf(requestSignInLink(testBrowser().call(), { email }))).toBe('done');
    expect((await lastMail(email)).subject).toBe('No account at Lectern with this address');
    expect(await findPersonByEmail(email)).toBeNull();
  });

  test('carries the way back, if it leads into this site', async () => {
    const { email } = await newPerson();
    await requestSignInLink(testBrowser().call(), { email, next: '/courses/nova/algebra' });
    expect((await lastMail(email)).text).toContain('next=%2Fcourses%2Fnova%2Falgebra');
    await requestSignInLink(testBrowser().call(), { email, next: '//evil.example' });
    expect((await lastMail(email)).text).not.toContain('evil');
  });

  test('removes what somebody else set up before the address was proven', async () => {
    const { email } = await newPerson({ verified: false, password });
    const intruder = testBrowser();
    intruder.keep(await signIn(intruder.call(), { email, password }));
    await requestSignInLink(testBrowser().call(), { email });
    await signInByLink(testBrowser().call(), linkOf((await lastMail(email)).text).token);
    expect(await codeOf(signIn(testBrowser().call(), { email, password }))).toBe('wrong-credentials');
    const { token } = sessionOf(intruder.cookie) ?? {};
    expect(await query('select 1 from accounts.session where token = $1', [token])).toEqual([]);
  });

  test('printed by the command line, works for a person without a password', async () => {
    const { email } = await newPerson({ password: undefined });
    const url = await oneTimeSignInLink(email);
    expect(url).toMatch(/^http:\/\/localhost:8080\/sign-in\/link\?token=/);
    const lines = await signInByLink(testBrowser().call(), linkOf(url).token);
    expect(lines).toHaveLength(1);
  });
});

describe('registering', () => {
  const input = () => ({ name: 'Grace Okafor', email: newAddress(), password });

  test('makes an unproven account that can sign in at once, and the mailed link proves it', async () => {
    const given = input();
    await register(testBrowser().call(), given);
    expect(await findPersonByEmail(given.email)).toMatchObject({ emailVerified: false, locale: 'en' });
    expect(await signIn(testBrowser().call(), given)).toHaveLength(1);
    const { path, token } = linkOf((await lastMail(given.email)).text);
    expect(path).toBe('/verify');
    await verifyEmail(token);
    expect(await findPersonByEmail(given.email)).toMatchObject({ emailVerified: true });
    expect(await codeOf(verifyEmail(`${token}x`))).toBe('link-expired');
  });

  test('with a known address answers the same, changes nothing and tells its owner', async () => {
    const owner = await newPerson();
    expect(await codeOf(register(testBrowser().call(), { ...input(), email: owner.email }))).toBe('done');
    expect((await lastMail(owner.email)).subject).toBe('You already have an account at Lectern');
    expect(await findPersonByEmail(owner.email)).toMatchObject({ name: 'Ada Lindqvist' });
    expect(await signIn(testBrowser().call(), { email: owner.email, password })).toHaveLength(1);
  });

  test('twice at the same moment makes one account', async () => {
    const given = input();
    await Promise.all([register(testBrowser().call(), given), register(testBrowser().call(), given)]);
    expect(await query('select 1 from accounts.user where email = $1', [given.email])).toHaveLength(1);
  });

  test('with a password that would be guessed is refused at its field', async () => {
    const work = register(testBrowser().call(), { ...input(), password: 'GraceOkafor1' });
    await expect(work).rejects.toMatchObject({
      code: 'weak-password',
      details: { fields: [{ path: 'password', message: 'password-personal' }] },
    });
  });

  test('mails no word that a stranger chose', async () => {
    const given = { ...input(), name: 'Win at http://evil.example' };
    await register(testBrowser().call(), given);
    expect((await lastMail(given.email)).text).not.toContain('evil');
  });
});

describe('a forgotten password', () => {
  test('is replaced by the mailed link, once; all sessions end and the owner is told', async () => {
    const { email, id } = await newPerson();
    await signIn(testBrowser().call(), { email, password });
    const { call } = testBrowser();
    await requestReset(call(), { email });
    const { path, token } = linkOf((await lastMail(email)).text);
    expect(path).toBe('/reset');
    await checkResetLink(call(), token);
    await resetPassword(call(), { token, password: 'another quiet lake' });
    expect(await query('select 1 from accounts.session where user_id = $1', [id])).toEqual([]);
    expect((await lastMail(email)).subject).toBe('Your password at Lectern was changed');
    expect(await signIn(call(), { email, password: 'another quiet lake' })).toHaveLength(1);
    expect(await codeOf(signIn(call(), { email, password }))).toBe('wrong-credentials');
    expect(await codeOf(resetPassword(call(), { token, password: 'a third quiet lake' }))).toBe(
      'link-expired',
    );
  });

  test('of an unknown address is answered the same, and its owner is told', async () => {
    const email = newAddress();
    expect(await codeOf(requestReset(testBrowser().call(), { email }))).toBe('done');
    expect((await lastMail(email)).subject).toBe('No account at Lectern with this address');
  });

  test('gives a password to a person who had none', async () => {
    const { email } = await newPerson({ password: undefined, verified: false });
    await requestReset(testBrowser().call(), { email });
    await resetPassword(testBrowser().call(), {
      token: linkOf((await lastMail(email)).text).token,
      password,
    });
    expect(await signIn(testBrowser().call(), { email, password })).toHaveLength(1);
    expect(await findPersonByEmail(email)).toMatchObject({ emailVerified: true });
  });
});

describe('settings', () => {
  test('a changed password ends all other sessions and renews this one', async () => {
    const { email, id } = await newPerson();
    await signIn(testBrowser().call(), { email, password });
    const browser = testBrowser();
    browser.keep(await signIn(browser.call(), { email, password }));
    const before = browser.cookie;
    const call = browser.call(await testActor(email));
    expect(
      await codeOf(changePassword(call, { current: 'not it at all', password: 'another quiet lake' })),
    ).toBe('wrong-password');
    browser.keep(await changePassword(call, { current: password, password: 'another quiet lake' }));
    expect(browser.cookie).not.toBe(before);
    expect(await query('select 1 from accounts.session where user_id = $1', [id])).toHaveLength(1);
  });

  test('sessions are listed with this one marked, and end one by one or all but this', async () => {
    const { email } = await newPerson();
    for (let n = 0; n < 3; n++) await signIn(testBrowser(`192.0.2.${n}`).call(), { email, password });
    const call = testBrowser().call(await testActor(email));
    const sessions = await listOwnSessions(call);
    expect(sessions.filter((session) => session.current)).toHaveLength(1);
    expect(sessions[0]).toMatchObject({ ip: '192.0.2.2', userAgent: 'Test/1.0' });
    await endOwnSessions(call, { id: sessions.at(-1)?.id ?? '' });
    expect(await listOwnSessions(call)).toHaveLength(2);
    await endOwnSessions(call, 'others');
    expect((await listOwnSessions(call)).map((session) => session.current)).toEqual([true]);
  });

  test("another person's session cannot be ended", async () => {
    const [victim, other] = [await newPerson(), await newPerson()];
    await signIn(testBrowser().call(), { email: victim.email, password });
    const [session] = await query<{ id: string }>('select id from accounts.session where user_id = $1', [
      victim.id,
    ]);
    await endOwnSessions(testBrowser().call(await testActor(other.email)), { id: session?.id ?? '' });
    expect(await query('select 1 from accounts.session where user_id = $1', [victim.id])).toHaveLength(1);
  });

  test('a time zone that does not exist is refused at its field', async () => {
    const { email } = await newPerson();
    const call = testBrowser().call(await testActor(email));
    await saveProfile(call, { name: ' Ada L. ', locale: 'ar', timeZone: 'Africa/Cairo' });
    expect(await findPersonByEmail(email)).toMatchObject({
      name: 'Ada L.',
      locale: 'ar',
      timeZone: 'Africa/Cairo',
    });
    expect(await codeOf(saveProfile(call, { name: 'Ada', locale: 'en', timeZone: 'Mars/Olympus' }))).toBe(
      'invalid-time-zone',
    );
  });

  test('signing out ends the session and its cookie', async () => {
    const { email, id } = await newPerson();
    const browser = testBrowser();
    browser.keep(await signIn(browser.call(), { email, password }));
    browser.keep(await signOut(browser.call(await testActor(email))));
    expect(browser.cookie).toBeUndefined();
    expect(await query('select 1 from accounts.session where user_id = $1', [id])).toEqual([]);
  });
});

describe('suspension', () => {
  const staff = { actor: system('test'), requestId: null, now: new Date() };

  test('ends all sessions and closes every way in until the person is restored', async () => {
    const { email, id } = await newPerson();
    await signIn(testBrowser().call(), { email, password });
    await suspendPerson(staff, id);
    expect(await query('select 1 from accounts.session where user_id = $1', [id])).toEqual([]);
    expect(await codeOf(signIn(testBrowser().call(), { email, password }))).toBe('account-suspended');
    const { token } = linkOf(await oneTimeSignInLink(email));
    expect(await codeOf(signInByLink(testBrowser().call(), token))).toBe('account-suspended');
    await restorePerson(staff, id);
    expect(await signIn(testBrowser().call(), { email, password })).toHaveLength(1);
  });

  test('a wrong password does not tell that an account is suspended', async () => {
    const { email, id } = await newPerson();
    await suspendPerson(staff, id);
    expect(await codeOf(signIn(testBrowser().call(), { email, password: 'wrong wrong' }))).toBe(
      'wrong-credentials',
    );
  });
});

test('one address has one account, whatever its case', async () => {
  const { email } = await newPerson();
  expect(await codeOf(createPerson({ name: 'Twin', email: email.toUpperCase(), verified: true }))).toBe(
    'email-taken',
  );
});
