/** Signing in and administering over HTTP: pages and forms without JavaScript, as a browser sends them. */
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { faultPage, refusalPage, refusalText, renderPageWith } from '#app/render.tsx';
import { findActor, grantRole } from '#modules/access/index.ts';
import { createPerson, findPersonByEmail, suspendPerson } from '#modules/accounts/index.ts';
import { endpoints as accounts } from '#modules/accounts/routes.ts';
import { linkOf } from '#modules/accounts/testing.ts';
import { ensureCourse, saveOrganization } from '#modules/catalog/index.ts';
import { system } from '#platform/actor.ts';
import { query } from '#platform/database.ts';
import { listOutbox, openMail } from '#platform/mail.ts';
import { createServer } from '#platform/server.ts';
import { useTestMachines } from '#platform/testing.ts';
import { endpoints as mail } from '#screens/admin/mail/routes.tsx';
import { endpoints as people } from '#screens/admin/people/routes.tsx';
import { plainAssets } from '#ui/assets.ts';

useTestMachines();

const password = 'a quiet lake in June';
const staff = { actor: system('test'), requestId: 'r', now: new Date() };
let app: FastifyInstance;

beforeAll(async () => {
  app = await createServer({
    endpoints: [...accounts, ...people, ...mail],
    baseUrl: 'http://localhost:8080',
    trace: false,
    trustProxy: false,
    clientFolder: null,
    version: 'test',
    readActor: findActor,
    renderPage: renderPageWith(plainAssets),
    refusalPage,
    faultPage,
    refusalText,
  });
});
afterAll(() => app.close());

type Fields = Record<string, string>;

/** Keeps cookies, and sends each form with the token of the page before. */
function browser(options: { ip?: string; host?: string } = {}) {
  const cookies = new Map<string, string>();
  let token = '';
  async function send(method: 'GET' | 'POST', url: string, fields?: Fields) {
    const answer = await app.inject({
      method,
      url,
      remoteAddress: options.ip ?? '198.51.100.4',
      headers: {
        host: options.host ?? 'localhost:8080',
        cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        ...(fields && { 'content-type': 'application/x-www-form-urlencoded' }),
      },
      payload: fields && new URLSearchParams({ _csrf: token, ...fields }).toString(),
    });
    for (const { name, value, maxAge } of answer.cookies) {
      if (maxAge === 0) cookies.delete(name);
      else cookies.set(name, encodeURIComponent(value));
    }
    token = /name="_csrf" value="([^"]+)"/.exec(answer.body)?.[1] ?? token;
    return answer;
  }
  return {
    cookies,
    get: (url: string) => send('GET', url),
    post: (url: string, fields: Fields = {}) => send('POST', url, fields),
    /** Opens the page of the form first, for its token. */
    async submit(page: string, fields: Fields, action = page) {
      await send('GET', page);
      return send('POST', action, fields);
    },
  };
}

let count = 0;
async function newPerson(verified = true) {
  const email = `reader${++count}@example.org`;
  return createPerson({ name: `Reader ${count}`, email, password, verified, locale: 'en' });
}
async function signedIn(email: string) {
  const client = browser();
  await client.submit('/sign-in', { email, password });
  return client;
}
const lastMail = async (to: string) =>
  (await listOutbox({ limit: 100 })).find((mail) => mail.to === to)?.text ?? '';

describe('a newcomer', () => {
  test('registers, proves the address and signs in, and comes out where they wanted to go', async () => {
    const client = browser();
    const email = 'newcomer@example.org';
    const next = '/settings';
    const sent = await client.submit('/register', { name: 'Grace', email, password, next });
    expect(sent.statusCode).toBe(303);
    expect((await client.get(String(sent.headers.location))).body).toContain('Check your mail');
    const { token } = linkOf(await lastMail(email));
    const page = await client.get(`/verify?token=${token}&next=/settings`);
    expect(page.body).toContain('Confirm my address');
    expect(await findPersonByEmail(email)).toMatchObject({ emailVerified: false });
    const verified = await client.post('/verify', { token, next });
    expect(verified.headers.location).toBe('/sign-in?next=%2Fsettings');
    const entered = await client.submit('/sign-in', { email, password, next });
    expect(entered.headers.location).toBe('/settings');
    expect((await client.get('/settings')).body).toContain('value="Grace"');
  });

  test('cannot make themselves more than a reader', async () => {
    const extras: Fields[] = [
      { role: 'admin' },
      { emailVerified: 'true' },
      { email_verified: 'true' },
      { id: '1' },
    ];
    for (const extra of extras) {
      const email = 'sly@example.org';
      const refused = await browser().submit('/register', { name: 'Sly', email, password, ...extra });
      expect(refused.statusCode).toBe(422);
      expect(await findPersonByEmail(email)).toBeNull();
    }
  });

  test('sees what is wrong at the field, with what was typed but never the password', async () => {
    const fields = { name: '', email: 'grace', password: 'short-but-secret' };
    const refused = await browser().submit('/register', fields);
    expect(refused.statusCode).toBe(422);
    expect(refused.body).toContain('Name is missing.');
    expect(refused.body).toContain('write it like name@example.org');
    expect(refused.body).toContain('value="grace"');
    expect(refused.body).not.toContain('short-but-secret');
  });

  test('gets the same answer for a known and an unknown address', async () => {
    const { email } = await newPerson();
    const answers = await Promise.all(
      [email, 'nobody@example.org'].flatMap((address) => [
        browser().submit('/register', { name: 'Grace', email: address, password }),
        browser().submit('/forgot', { email: address }),
        browser().submit('/sign-in/link', { email: address }),
      ]),
    );
    for (const answer of answers)
      expect([answer.statusCode, answer.headers.location]).toEqual([303, '/mail-sent']);
  });
});

describe('signing in', () => {
  test.each([
    '//evil.example',
    '/\\evil.example',
    'https://evil.example',
    '/%2e%2f/evil.example',
    '\thttps:evil.example',
  ])('does not lead to another site: %s', async (next) => {
    const { email } = await newPerson();
    const { headers } = await browser().submit('/sign-in', { email, password, next });
    expect(new URL(String(headers.location), 'http://localhost:8080').host).toBe('localhost:8080');
  });

  test('a wrong password shows the form again with the address', async () => {
    const { email } = await newPerson();
    const refused = await browser().submit('/sign-in', { email, password: 'not it at all' });
    expect(refused.statusCode).toBe(422);
    expect(refused.body).toContain('The address or the password is not right.');
    expect(refused.body).toContain(`value="${email}"`);
  });

  test('needs the token of the form', async () => {
    const { email } = await newPerson();
    const client = browser();
    await client.get('/sign-in');
    const refused = await client.post('/sign-in', { email, password, _csrf: 'made-up' });
    expect(refused.statusCode).toBe(403);
    expect(client.cookies.has('lectern.session')).toBe(false);
  });

  test('a session that somebody planted beforehand is not taken over', async () => {
    const [victim, attacker] = [await newPerson(), await newPerson()];
    const planted = (await signedIn(attacker.email)).cookies.get('lectern.session') ?? '';
    const client = browser();
    client.cookies.set('lectern.session', planted);
    await client.submit('/forgot', { email: victim.email });
    await client.submit('/sign-in', { email: victim.email, password });
    client.cookies.set('lectern.session', planted);
    expect((await client.get('/settings')).body).not.toContain(victim.name);
  });

  test('too many tries from one place are refused, with the time to wait', async () => {
    const client = browser({ ip: '203.0.113.9' });
    await client.submit('/verify?token=x', { token: 'x' }, '/verify');
    await query("update platform.rate_limit set points = 300 where key like '%/verify%203.0.113.9'");
    const answer = await client.post('/verify', { token: 'x' });
    expect(answer.statusCode).toBe(429);
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
  });

  test('a mailed link waits for a press: looking at it uses up nothing', async () => {
    const { email } = await newPerson();
    await browser().submit('/sign-in/link', { email });
    const { token } = linkOf(await lastMail(email));
    await browser().get(`/sign-in/link?token=${token}`);
    const client = browser();
    await client.get(`/sign-in/link?token=${token}`);
    expect((await client.post('/sign-in/link/use', { token })).statusCode).toBe(303);
    expect((await client.get('/settings')).statusCode).toBe(200);
    const again = browser();
    await again.get(`/sign-in/link?token=${token}`);
    const expired = await again.post('/sign-in/link/use', { token });
    expect(expired.statusCode).toBe(409);
    expect(expired.body).toContain('This link no longer works');
  });

  test('links in mail lead to the configured address, whatever host a request names', async () => {
    const { email } = await newPerson();
    await browser({ host: 'evil.example' }).submit('/forgot', { email });
    expect(await lastMail(email)).toContain('http://localhost:8080/reset?token=');
    expect(await lastMail(email)).not.toContain('evil.example');
  });
});

describe('the own account', () => {
  test('a visitor is asked to sign in', async () => {
    expect((await browser().get('/settings')).statusCode).toBe(401);
  });

  test('name, language and time zone are saved, and the page speaks the new language', async () => {
    const { email } = await newPerson();
    const client = await signedIn(email);
    const saved = await client.submit('/settings', {
      name: 'Aada',
      locale: 'es',
      timeZone: 'Europe/Helsinki',
    });
    const page = await client.get(String(saved.headers.location));
    expect(page.body).toContain('value="Aada"');
    expect(page.body).toContain('lang="es"');
  });

  test('all pages show, also to a person who has not proven the address', async () => {
    const { email } = await newPerson(false);
    const client = await signedIn(email);
    expect((await client.get('/settings')).body).toContain('Please confirm your address');
    expect((await client.get('/settings/password')).body).toContain('Current password');
    expect((await client.get('/settings/sessions')).body).toContain('This one');
    expect((await client.post('/verify/again')).headers.location).toBe('/mail-sent');
  });

  test('a wrong current password is shown at its field', async () => {
    const { email } = await newPerson();
    const client = await signedIn(email);
    const refused = await client.submit('/settings/password', {
      current: 'wrong wrong',
      password: 'another quiet lake',
    });
    expect(refused.statusCode).toBe(422);
    expect(refused.body).toContain('this is not your password');
    const changed = await client.post('/settings/password', {
      current: password,
      password: 'another quiet lake',
    });
    expect(changed.statusCode).toBe(303);
    expect((await client.get('/settings')).statusCode).toBe(200);
  });

  test('signing out ends it', async () => {
    const { email } = await newPerson();
    const client = await signedIn(email);
    await client.submit('/settings', {}, '/sign-out');
    expect(client.cookies.has('lectern.session')).toBe(false);
    expect((await client.get('/settings')).statusCode).toBe(401);
  });

  test('a suspended person is out at the next request', async () => {
    const person = await newPerson();
    const client = await signedIn(person.email);
    expect((await client.get('/settings')).statusCode).toBe(200);
    await suspendPerson(staff, person.id);
    expect((await client.get('/settings')).statusCode).toBe(401);
  });
});

describe('administration', () => {
  async function administrator() {
    const person = await newPerson();
    await grantRole(staff, { personId: person.id, role: 'admin', scope: 'site', target: '' });
    return { person, client: await signedIn(person.email) };
  }

  test('is closed to readers and visitors', async () => {
    const reader = await signedIn((await newPerson()).email);
    expect((await reader.get('/admin/people')).statusCode).toBe(403);
    expect((await browser().get('/admin/people')).statusCode).toBe(401);
    expect((await reader.get('/dev/mail')).statusCode).toBe(404);
  });

  test('finds people by a part of name or address, whatever the accents', async () => {
    const { client } = await administrator();
    await createPerson({ name: 'Zoë Çelik', email: 'zc@example.org', verified: true });
    expect((await client.get('/admin/people?q=zoe%20cel')).body).toContain('Zoë Çelik');
    expect((await client.get('/admin/people?q=%25')).body).toContain('Nobody found');
  });

  test('gives and takes roles, and a wrong place is refused on the page', async () => {
    const { client } = await administrator();
    const person = await newPerson();
    const page = `/admin/people/${person.id}`;
    const role = { role: 'teacher', scope: 'course', target: 'nova/algebra' };
    const nowhere = await client.submit(page, role, `${page}/roles`);
    expect([nowhere.statusCode, nowhere.body]).toEqual([
      422,
      expect.stringContaining('no course of this name'),
    ]);
    await ensureCourse(await saveOrganization('nova', 'Nova'), 'algebra', 'Algebra');
    expect((await client.submit(page, role, `${page}/roles`)).headers.location).toBe(page);
    expect((await client.get(page)).body).toContain('nova/algebra');
    const refused = await client.post(`${page}/roles`, { ...role, target: 'nova' });
    expect(refused.statusCode).toBe(422);
    expect(refused.body).toContain('this role cannot be given there');
    await client.post(`${page}/roles/take`, role);
    expect((await client.get(page)).body).toContain('No roles');
  });

  test('suspends and restores others, not oneself', async () => {
    const { client, person: self } = await administrator();
    const person = await newPerson();
    const page = `/admin/people/${person.id}`;
    await client.submit(page, {}, `${page}/suspend`);
    expect((await client.get(page)).body).toContain('Let them sign in again');
    await client.post(`${page}/restore`);
    expect((await client.get(page)).body).toContain('Suspend this person');
    expect((await client.submit(page, {}, `/admin/people/${self.id}/suspend`)).statusCode).toBe(409);
  });

  test('a person who does not exist is a page that says so', async () => {
    const { client } = await administrator();
    expect((await client.get('/admin/people/nobody')).statusCode).toBe(404);
  });

  test('reads the outbox; so does everybody on the computer of a trial, and nobody else', async () => {
    const { client, person } = await administrator();
    await browser().submit('/forgot', { email: person.email });
    const outbox = await client.get('/dev/mail');
    expect(outbox.body).toContain('A new password for Lectern');
    const [, path = ''] = /href="(\/dev\/mail\/[^"?]+)"/.exec(outbox.body) ?? [];
    expect((await client.get(path)).body).toMatch(/<a href="http:\/\/localhost:8080\/[^"]+">/);
    const status = async (options: { ip: string; host?: string }) =>
      (await browser(options).get('/dev/mail')).statusCode;
    openMail({ url: null, from: 'Lectern <lectern@localhost>', openOutbox: false });
    expect(await status({ ip: '127.0.0.1' })).toBe(404);
    openMail({ url: null, from: 'Lectern <lectern@localhost>', openOutbox: true });
    expect(await status({ ip: '127.0.0.1' })).toBe(200);
    expect(await status({ ip: '203.0.113.5' })).toBe(404);
    expect(await status({ ip: '127.0.0.1', host: 'rebound.example' })).toBe(404);
  });
});
