/** What hostile clients try over HTTP, and what they get. */
import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { endpoints } from '#app/parts.ts';
import { query } from '#platform/database.ts';
import { type Client, type Reply, signedIn } from './client.ts';
import { paramsOf, readFacts, runPath } from './facts.ts';
import { password, people } from './school.ts';
import { useSite } from './site.ts';

const site = useSite();

const unit = (name: string) => `/learn/${runPath}/${name}`;
const cities = `${unit('latitude-longitude')}/grid-cities/submissions`;
const sydney = `${unit('latitude-longitude')}/grid-sydney/submissions`;
const clockTest = `${unit('final-test')}/final-clock/submissions`;

const submit = (client: Client, url: string, answer: unknown, id: string = randomUUID()): Promise<Reply> =>
  client.json('POST', url, { answer }, { 'idempotency-key': id });

const count = async (text: string, values: unknown[] = []): Promise<number> =>
  Number((await query<{ n: number }>(`select count(*) as n ${text}`, values))[0]?.n);

let newcomer: Client;
let stranger: Client;
let administrator: Client;
beforeAll(async () => {
  newcomer = await signedIn(site, 'newcomer', password);
  stranger = await signedIn(site, 'stranger', password);
  administrator = await signedIn(site, 'administrator', password);
  // Somebody whose session others may try to end.
  await signedIn(site, 'learner', password);
});

/** The ids of an activity's options, from what a learner of the run may read anyway. */
async function optionsOf(activity: string): Promise<string[]> {
  const page = (await newcomer.get(unit('final-test'))).body;
  const names = page.matchAll(new RegExp(`name="${activity}\\.[^"]*" value="([^"]+)"`, 'g'));
  return [...names].map(([, id]) => id ?? '');
}

describe('bodies', () => {
  test('a field that an endpoint does not know is refused, in every endpoint that takes a body', async () => {
    const facts = await readFacts();
    const taking = endpoints.filter(({ spec }) => spec.body && spec.json && !spec.upload);
    expect(taking.length).toBeGreaterThan(6);
    for (const taker of taking) {
      const { method } = taker.spec;
      for (const extra of [
        { role: 'admin' },
        { learnerId: randomUUID() },
        { score: 1 },
        { id: randomUUID() },
      ]) {
        const reply = await administrator.json(method, taker.apiUrl(paramsOf(taker, facts)).slice(7), extra);
        // A field of that name may be its own.
        const [name = ''] = Object.keys(extra);
        if (JSON.stringify(taker.spec.body).includes(`"${name}":{`)) continue;
        expect([taker.spec.path, reply.statusCode]).toEqual([taker.spec.path, 422]);
        expect(reply.json<{ fields: { path: string }[] }>().fields.map(({ path }) => path)).toContain(name);
      }
    }
  });

  test.each(['__proto__', 'constructor', 'prototype'])(
    '%s in a body is refused, however deep',
    async (name) => {
      const texts = [`{"${name}":{"admin":true}}`, `{"answer":{"a":[{"${name}":{"admin":true}}]}}`];
      for (const text of texts) {
        const headers = { 'idempotency-key': randomUUID() };
        const reply = await newcomer.json('POST', sydney, text, headers);
        expect([400, 422]).toContain(reply.statusCode);
      }
      expect(({} as { admin?: boolean }).admin).toBeUndefined();
    },
  );

  test('JSON that another site can send without asking (text/plain) is not read, cookies or not', async () => {
    const before = await count('from attempts.submission');
    for (const type of [
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
    ]) {
      const reply = await newcomer.send({
        method: 'POST',
        url: `/api/v1${sydney}`,
        headers: { 'content-type': type, 'idempotency-key': randomUUID() },
        payload: '{"answer":"33.8567"}',
      });
      expect(reply.statusCode).toBeGreaterThanOrEqual(400);
      expect(reply.statusCode).toBeLessThan(500);
    }
    expect(await count('from attempts.submission')).toBe(before);
  });

  test.each(['a\0b', 'half \ud800'])(
    'a text that no database holds is refused, not a fault: %j',
    async (text) => {
      const reply = await submit(newcomer, `${unit('latitude-longitude')}/grid-reykjavik/submissions`, text);
      expect(reply.statusCode).toBe(422);
    },
  );

  test.each([
    ['JSON that is none', 'application/json', '{"answer":'],
    ['a list for an object', 'application/json', '[1,2,3]'],
    ['a number for an object', 'application/json', '7'],
    [
      'JSON nested a thousand deep',
      'application/json',
      `{"answer":${'['.repeat(1_000)}${']'.repeat(1_000)}}`,
    ],
    ['two megabytes', 'application/json', `{"answer":"${'9'.repeat(2_000_000)}"}`],
    ['no type', 'application/octet-stream', '{"answer":"1"}'],
  ])('%s is a mistake of the sender, not a fault', async (_name, type, payload) => {
    const reply = await newcomer.send({
      method: 'POST',
      url: `/api/v1${sydney}`,
      headers: {
        'content-type': type,
        'x-csrf-token': await newcomer.token(),
        'idempotency-key': randomUUID(),
      },
      payload,
    });
    expect(reply.statusCode).toBeGreaterThanOrEqual(400);
    expect(reply.statusCode).toBeLessThan(500);
  });

  test('names of things that nobody has are missing, not faults', async () => {
    const odd = ['%00', '%2e%2e%2f', "'%20or%201=1", '%F0%9F%A7%AD', 'a'.repeat(250), '__proto__', '%ff'];
    for (const name of odd)
      for (const url of [
        `/courses/${name}/x`,
        `/courses/harbor/${name}`,
        `/learn/harbor/finding-your-way/${name}`,
        `/learn/${runPath}/${name}`,
        `/progress/${runPath}/${name}`,
        `/receipts/${name}`,
        `/assets/${name}/x.svg`,
        `/settings/sessions/${name}`,
        `/nowhere/${name}`,
      ]) {
        const { statusCode } = await newcomer.get(url);
        expect([url, [400, 404].includes(statusCode) ? 404 : statusCode]).toEqual([url, 404]);
      }
    const search = [
      `/courses?q=${'a'.repeat(5_000)}`,
      '/courses?page=-1',
      '/courses?q=a&q=b',
      '/courses?q=%00',
      "/courses?q='%25_",
    ];
    for (const url of search) expect((await newcomer.get(url)).statusCode).toBeLessThan(500);
  });

  test('what is wrong with an address is said in the language of its reader', async () => {
    const { statusCode, body } = await newcomer.get('/courses?page=abc&lang=es');
    expect(statusCode).toBe(422);
    expect(body).toContain('<li>page: este valor no es posible.</li>');
    expect((await newcomer.get('/nowhere')).body).not.toContain('<ul></ul>');
  });
});

describe('reading', () => {
  // A thread knows whether it was read; the key for graders is made when it is first asked for.
  test('changes nothing but where the learner is, what was read and what the browser is told', async () => {
    const tables = await query<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables
       where schemaname not in ('pg_catalog', 'information_schema', 'jobs')
         and (schemaname, tablename) not in (('grading', 'position'), ('platform', 'rate_limit'),
           ('marking', 'thread'), ('aplus', 'signing_key'))`,
    );
    const sums = async () => {
      const found: Record<string, string> = {};
      for (const { name } of tables) {
        const [row] = await query<{ sum: string }>(
          `select md5(coalesce(string_agg(t::text, '' order by t::text), '')) as sum from ${name} t`,
        );
        found[name] = row?.sum ?? '';
      }
      return found;
    };
    const facts = await readFacts();
    const before = await sums();
    for (const reading of endpoints.filter(({ spec }) => spec.method === 'GET')) {
      const params = paramsOf(reading, facts);
      for (const client of [newcomer, administrator])
        for (const url of [reading.url(params), reading.apiUrl(params)]) await client.get(url);
    }
    expect(await sums()).toEqual(before);
    // Four requests for each page there is.
  }, 120_000);
});

describe('what belongs to others', () => {
  test('receipts, mails and people of others are missing, also by their id', async () => {
    const facts = await readFacts();
    const receipt = facts.params['/receipts/:id']?.id ?? '';
    expect((await stranger.get(`/receipts/${receipt}`)).statusCode).toBe(404);
    expect((await administrator.json('GET', `/receipts/${receipt}`)).statusCode).toBe(404);
  });

  test('a session of somebody else stays, whoever asks to end it', async () => {
    const facts = await readFacts();
    const before = await count('from accounts.session');
    await stranger.post(`/settings/sessions/${facts.params['/settings/sessions/:id/end']?.id}/end`);
    expect(await count('from accounts.session')).toBe(before);
  });

  test('an answer is the sender’s, whatever it says about a learner', async () => {
    const id = randomUUID();
    expect((await submit(newcomer, sydney, '33.8567', id)).statusCode).toBe(201);
    const finisher = await signedIn(site, 'finisher', password);
    // The same id by another learner is another submission.
    expect((await submit(finisher, sydney, '33.8567', id)).statusCode).toBe(201);
    expect(await count('from attempts.submission where id = $1', [id])).toBe(2);
  });
});

describe('attempts', () => {
  test('of 50 answers at the same moment with one attempt left, one is accepted', async () => {
    const [first = ''] = await optionsOf('final-clock');
    const replies = await Promise.all(Array.from({ length: 50 }, () => submit(newcomer, clockTest, [first])));
    const statuses = replies.map(({ statusCode }) => statusCode);
    expect(statuses.filter((status) => status === 201)).toHaveLength(1);
    expect(statuses.filter((status) => status === 409)).toHaveLength(49);
    expect(
      await count(
        "from attempts.submission s join accounts.user u on u.id = s.learner_id where u.email = $1 and activity_key = 'final-clock'",
        [people.newcomer],
      ),
    ).toBe(1);
  });

  test('the same id is one submission with one receipt, also twenty times at once', async () => {
    const id = randomUUID();
    const page = (await newcomer.get(unit('latitude-longitude'))).body;
    const rows = [...page.matchAll(/name="(grid-cities\.[^"]+)"/g)].map(
      ([, name]) => name?.split('.').at(-1) ?? '',
    );
    const menu = page.slice(page.indexOf('name="grid-cities'));
    const [target = '', another = ''] = [...menu.matchAll(/<option value="([^"]+)"/g)].map(
      ([, value]) => value ?? '',
    );
    const answer = Object.fromEntries([...new Set(rows)].map((row) => [row.replace(/^row-/, ''), target]));
    const replies = await Promise.all(Array.from({ length: 20 }, () => submit(newcomer, cities, answer, id)));
    const receipts = replies.map(
      (reply) => reply.json<{ receipt?: { signature: string } }>().receipt?.signature,
    );
    expect(replies.map(({ statusCode }) => statusCode)).toEqual(replies.map(() => 201));
    expect(new Set(receipts).size).toBe(1);
    const other = await submit(newcomer, cities, { ...answer, [Object.keys(answer)[0] ?? '']: another }, id);
    expect([other.statusCode, other.json<{ code: string }>().code]).toEqual([422, 'submission-id-reused']);
    expect(await count('from attempts.submission where id = $1', [id])).toBe(1);
  });

  test('an answer without an id, or with one that is none, is not taken', async () => {
    const [none, odd] = await Promise.all([
      newcomer.json('POST', sydney, { answer: '1' }),
      submit(newcomer, sydney, '1', "' or 1=1"),
    ]);
    expect([none.statusCode, odd.statusCode]).toEqual([422, 422]);
  });

  test('a form that is sent again with its key has one effect, and another form under that key is refused', async () => {
    const key = randomUUID();
    const fields = { name: 'Twice', locale: 'en', timeZone: 'Europe/Helsinki', _key: key };
    const before = await count('from audit.entry');
    const first = await stranger.post('/settings', fields);
    const afterOne = await count('from audit.entry');
    const again = await stranger.post('/settings', fields);
    expect([again.statusCode, again.headers.location]).toEqual([first.statusCode, first.headers.location]);
    expect(await count('from audit.entry')).toBe(afterOne);
    expect(afterOne).toBeGreaterThanOrEqual(before);
    const other = await stranger.post('/settings', { ...fields, name: 'Thrice' });
    expect(other.statusCode).toBe(422);
  });
});

/** Texts that become script, markup, headers or queries where somebody forgot to escape. */
