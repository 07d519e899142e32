/** When something is not as it should be: a person sees what happened, what is safe, and where to go on. */
import { randomUUID } from 'node:crypto';
import { connect, createServer, type Server, type Socket } from 'node:net';
import type { Page } from 'playwright-core';
import { afterEach, describe, expect, test } from 'vitest';
import { closeDatabase, openDatabase, query } from '#platform/database.ts';
import { tellHere } from '#platform/news.ts';
import { forgetLimiters } from '#platform/rate-limit.ts';
import { activity, submitButton, t, write } from './answers.ts';
import { newClient, signedIn } from './client.ts';
import { runPath } from './facts.ts';
import { useBrowser } from './reader.ts';
import { password, people } from './school.ts';
import { useSite } from './site.ts';

const site = useSite();
const { open } = useBrowser(site);
const unit = (name: string) => `/learn/${runPath}/${name}`;

describe('refusals', () => {
  test('what is not there says so and leads on: to the course, to the courses or to the start', async () => {
    const { page, path, close } = await open();
    for (const [missing, on] of [
      ['/nothing/here', '/'],
      ['/courses/harbor/nothing', '/courses'],
      ['/learn/a/b/c', '/courses'],
      [unit('nothing'), `/courses/${runPath.split('/').slice(0, 2).join('/')}`],
    ] as const) {
      const reply = await page.goto(missing);
      expect([missing, reply?.status()]).toEqual([missing, 404]);
      await page.locator('main h1').waitFor();
      await page.locator('main').getByRole('link').first().click();
      await page.waitForURL(`**${on}`);
      expect([missing, path()]).toEqual([missing, on]);
    }
    await close();
  });

  test('who has to sign in comes out where they wanted to go', async () => {
    const { page, go, path, close } = await open();
    await go(`/progress/${runPath}`);
    await page
      .locator('main')
      .getByRole('link', { name: t('ui.sign-in') })
      .click();
    await page.getByLabel(t('accounts.email')).fill(people.learner);
    await page.getByLabel(t('accounts.password')).fill(password);
    await page
      .locator('main')
      .getByRole('button', { name: t('accounts.sign-in') })
      .click();
    await page.getByRole('heading', { level: 1, name: t('learn.progress-title') }).waitFor();
    expect(path()).toBe(`/progress/${runPath}`);
    await close();
  });

  test('who is not enrolled is led to the course', async () => {
    await query('update catalog.run set open = false');
    tellHere('*');
    const { page, go, path, close } = await open({ as: 'stranger' });
    const reply = await page.goto(unit('welcome'));
    expect(reply?.status()).toBe(403);
    await page
      .locator('main')
      .getByRole('link', { name: t('ui.to-course') })
      .click();
    expect(path()).toBe('/courses/harbor/finding-your-way');
    expect(await page.getByRole('link', { name: t('browse.read') }).count()).toBe(0);
    await go('/admin/people');
    await page.getByRole('heading', { level: 1 }).waitFor();
    await query('update catalog.run set open = true');
    tellHere('*');
    await close();
  });

  test('a form that is older than its session is refused, with the way to send it again', async () => {
    const client = await signedIn(site, 'newcomer', password);
    const old = await client.token();
    await client.post('/sign-out');
    await client.post('/sign-in', { email: people.newcomer, password });
    const refused = await client.post('/settings', { name: 'X', locale: 'en', timeZone: 'UTC', _csrf: old });
    expect(refused.statusCode).toBe(403);
    expect(refused.body).toContain(t('refusals.csrf-failed'));
    expect(refused.body).toContain('<a ');
    const json = await newClient(site).send({
      method: 'POST',
      url: '/api/v1/settings',
      headers: { 'content-type': 'application/json' },
      payload: '{}',
    });
    expect(json.json()).toMatchObject({ status: 403, code: 'csrf-failed', title: t('refusals.csrf-failed') });
  });
});

const fillInSignIn = async (page: Page) => {
  await page.getByLabel(t('accounts.email')).fill(people.newcomer);
  await page.getByLabel(t('accounts.password')).fill(password);
  await page
    .locator('main')
    .getByRole('button', { name: t('accounts.sign-in') })
    .click();
};

describe.each([
  ['with script', true],
  ['without script', false],
])('the last attempt, in two tabs, %s', (_name, script) => {
  test('the second one is told that it was not handed in, and why', async () => {
    const { page, context, go, close } = await open({ as: 'newcomer', script });
    const key = script ? 'noon-equinox' : 'noon-december';
    await go(unit('noon-sun'));
    for (const [at, answer] of ['1', '2'].entries()) {
      const number = await activity(page, key, script);
      await write(number, answer);
      await submitButton(number).click();
      await number.getByText(t('learn.attempts-left', { left: 2 - at, total: 3 })).waitFor();
    }
    const second = await context.newPage();
    await second.goto(unit('noon-sun'));
    const late = await activity(second, key, script);
    const number = await activity(page, key, script);
    await write(number, '3');
    await submitButton(number).click();
    await number.getByText(t('learn.attempts-left', { left: 0, total: 3 })).waitFor();
    await write(late, '40');
    await submitButton(late).click();
    await late.getByText(t('refusals.no-attempts-left')).waitFor();
    expect(await late.locator('input[name$=".value"]').inputValue()).toBe('40');
    await close();
  });
});

describe('a session that ended while somebody was answering', () => {
  test('with script: the answer stays on the device and is handed in after signing in again', async () => {
    const { page, context, go, complaints, close } = await open({ as: 'newcomer' });
    await go(unit('polaris'));
    const number = await activity(page, 'polaris-fists', true);
    await write(number, '331');
    await context.clearCookies();
    await submitButton(number).click();
    await number.getByText(t('learn.sending-signed-out')).waitFor();
    expect(await number.locator('input[name$=".value"]').inputValue()).toBe('331');
    await number.getByRole('link', { name: t('ui.sign-in') }).click();
    await fillInSignIn(page);
    await page.locator('#polaris-fists .activity-outcome', { hasText: t('learn.verdict-right') }).waitFor();
    expect(complaints).toEqual([]);
    await close();
  });

  test('without script: the page says so, leads to the sign-in and from there back to the question', async () => {
    const { page, context, go, path, close } = await open({ as: 'newcomer', script: false });
    await go(unit('polaris'));
    const number = await activity(page, 'polaris-latitude', false);
    await write(number, '41');
    await context.clearCookies();
    await submitButton(number).click();
    await page
      .locator('main')
      .getByRole('link', { name: t('ui.sign-in') })
      .click();
    await fillInSignIn(page);
    await page.locator('#polaris-latitude').waitFor();
    expect(path()).toBe(unit('polaris'));
    await close();
  });

  test('with script: who signs in again in another tab goes on in the first, and a draft says when it is not saved', async () => {
    const { page, context, go, close } = await open({ as: 'newcomer' });
    await go(unit('noon-sun'));
    const number = await activity(page, 'noon-stick', true);
    await context.clearCookies({ name: 'lectern.session' });
    await write(number, '44');
    await number.getByText(t('learn.draft-unsaved-signed-out')).waitFor();
    const { cookies } = await signedIn(site, 'newcomer', password);
    await context.addCookies([...cookies].map(([name, value]) => ({ name, value, url: site.url })));
    await write(number, '45');
    await number.getByText(t('learn.draft-saved')).waitFor();
    await submitButton(number).click();
    await page.locator('#noon-stick .activity-outcome', { hasText: t('learn.verdict-right') }).waitFor();
    await close();
  });

  test('what was written stands on the page that refuses it, unless another site sent it', async () => {
    const url = `${unit('field-report')}/field-report/submissions`;
    const written = 'I stood in the yard of the school.\nThe shadow was 1.2 m long.';
    const post = (origin: string) =>
      newClient(site).send({
        method: 'POST',
        url,
        headers: { 'content-type': 'application/x-www-form-urlencoded', origin },
        payload: new URLSearchParams({
          ...{ _csrf: 'old', 'field-report.text': written, password: 'four words and a half' },
        }).toString(),
      });
    const here = await post('http://localhost');
    expect(here.statusCode).toBe(401);
    expect(here.body).toContain(t('refusals.signed-out'));
    expect(here.body).toContain(written);
    expect(here.body).not.toContain('four words');
    expect((await post('http://elsewhere.example')).body).not.toContain('I stood');
  });
});

test('a fault of ours shows a number to quote and nothing of the inside, as a page and as JSON', async () => {
  const client = await signedIn(site, 'learner', password);
  await query('alter table attempts.submission rename to gone');
  try {
    const page = await client.get(`/progress/${runPath}`);
    expect(page.statusCode).toBe(500);
    expect(page.body).toContain(t('ui.fault'));
    expect(page.body).toMatch(/<code>[0-9a-f-]{36}<\/code>/);
    expect(page.headers['content-security-policy']).toContain("default-src 'none'");
    const json = await client.json('GET', `/progress/${runPath}`);
    expect(json.json()).toMatchObject({ status: 500, requestId: expect.stringMatching(/^[0-9a-f-]{36}$/) });
    for (const { body } of [page, json])
      expect(body).not.toMatch(/attempts\.submission|relation|\bat \S+ \(|\.ts:/);
  } finally {
    await query('alter table attempts.gone rename to submission');
  }
});

/** A wire to the database that can be cut and mended. */
async function wireTo(
  url: string,
): Promise<{ url: string; cut(): void; mend(): Promise<void>; remove(): void }> {
  const { hostname, port } = new URL(url);
  const sockets = new Set<Socket>();
  const keep = (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => {}).on('close', () => sockets.delete(socket));
    return socket;
  };
  const makeServer = () =>
    createServer((near) => {
      const far = keep(connect(Number(port), hostname));
      keep(near).pipe(far).pipe(near);
      near.on('close', () => far.destroy());
      far.on('close', () => near.destroy());
    });
  let server: Server = makeServer();
  const listen = (at: number) =>
    new Promise<number>((resolve) => {
      server.listen(at, '127.0.0.1', () => resolve((server.address() as { port: number }).port));
    });
  const at = await listen(0);
  const cut = () => {
    server.close();
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: url.replace(`${hostname}:${port}`, `127.0.0.1:${at}`),
    cut,
    async mend() {
      server = makeServer();
      await listen(at);
    },
    remove: cut,
  };
}

describe('the database out of reach', () => {
  let remove = () => {};
  afterEach(async () => {
    await closeDatabase();
    remove();
    openDatabase(site.databaseUrl, { max: 6 });
    forgetLimiters();
  });

  test('pages and calls say so with 503 and when to come back, and all is well when it is there again', async () => {
    const wire = await wireTo(site.databaseUrl);
    remove = wire.remove;
    const learner = await signedIn(site, 'learner', password);
    await learner.token();
    await closeDatabase();
    openDatabase(wire.url, { max: 6 });
    const open = newClient(site);
    expect((await open.get('/courses')).statusCode).toBe(200);
    expect((await open.get('/readyz')).statusCode).toBe(200);

    wire.cut();
    for (const [client, url] of [
      [open, '/readyz'],
      [learner, '/'],
      [learner, unit('welcome')],
      [learner, '/api/v1/'],
    ] as const) {
      const reply = await client.get(url);
      expect([url, reply.statusCode]).toEqual([url, 503]);
      expect(Number(reply.headers['retry-after'])).toBeGreaterThan(0);
    }
    const page = await learner.get('/');
    expect(page.body).toContain(t('refusals.database-unavailable'));
    expect((await open.get('/healthz')).statusCode).toBe(200);
    // What everybody sees alike is still in memory.
    expect((await open.get('/courses')).statusCode).toBe(200);
    const sydney = `${unit('latitude-longitude')}/grid-sydney/submissions`;
    const id = { 'idempotency-key': randomUUID() };
    const answer = await learner.json('POST', sydney, { answer: '33.8567' }, id);
    expect(answer.statusCode).toBe(503);

    await wire.mend();
    await expect.poll(async () => (await open.get('/readyz')).statusCode).toBe(200);
    expect((await learner.get('/')).statusCode).toBe(200);
    expect((await learner.json('POST', sydney, { answer: '33.8567' }, id)).statusCode).toBe(201);
  });
});

test('a search that finds nothing, a course without a way in and a home without courses say what to do', async () => {
  const { page, go, close } = await open({ as: 'stranger' });
  await go('/courses?q=zzzz');
  await page
    .locator('.empty-state')
    .getByRole('link', { name: t('browse.all') })
    .waitFor();
  await go('/');
  await page
    .locator('.empty-state')
    .getByRole('link', { name: t('home.browse') })
    .waitFor();
  await go(`/search/${runPath}?q=zzzz`);
  await page.getByText(t('learn.search-hits', { count: 0 })).waitFor();
  await close();
});
