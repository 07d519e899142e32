/** What hostile texts and odd requests come back as. */
import { randomUUID } from 'node:crypto';
import { fromHtml } from 'hast-util-from-html';
import { visit } from 'unist-util-visit';
import { beforeAll, describe, expect, test } from 'vitest';
import { listOutbox } from '#platform/mail.ts';
import { type Client, newClient, type Reply, signedIn } from './client.ts';
import { readFacts, runPath } from './facts.ts';
import { password, people } from './school.ts';
import { useSite } from './site.ts';

const site = useSite();

const unit = (name: string) => `/learn/${runPath}/${name}`;

let newcomer: Client;
let administrator: Client;
beforeAll(async () => {
  // Whose session stands in the addresses that are asked for.
  await signedIn(site, 'learner', password);
  newcomer = await signedIn(site, 'newcomer', password);
  administrator = await signedIn(site, 'administrator', password);
});

const hostile = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "'-alert(1)-'",
  '</title><svg onload=alert(1)>',
  '{{constructor.constructor("alert(1)")()}}',
  '</textarea><iframe srcdoc="<script>alert(1)</script>">',
  'javascript:alert(1)',
];

describe('texts', () => {
  /** What in a page could run: scripts that are not files of ours, handlers, frames, addresses that are code. */
  function livingIn(html: string): string[] {
    const found: string[] = [];
    visit(fromHtml(html), 'element', ({ tagName, properties }) => {
      const script = tagName === 'script' && !properties.src && properties.type !== 'application/ld+json';
      const handler = Object.keys(properties).some((name) => /^on/i.test(name));
      const address = [properties.href, properties.src, properties.action].some((at) =>
        /^\s*javascript:/i.test(String(at)),
      );
      if (script || handler || address || tagName === 'iframe' || properties.src === 'x') found.push(tagName);
    });
    return found;
  }

  test('what people write into names and answers comes back as text', async () => {
    const client = await signedIn(site, 'elsewhere', password);
    await client.post(`/courses/harbor/finding-your-way/runs/open/enroll`);
    for (const text of hostile) {
      await client.post('/settings', { name: text, locale: 'en', timeZone: 'UTC' });
      const form = { 'grid-reykjavik.value': text, _key: randomUUID() };
      await client.post(`${unit('latitude-longitude')}/grid-reykjavik/submissions`, form);
      await client.json('PUT', `${unit('latitude-longitude')}/grid-sydney/draft`, { answer: text });
      const pages = [
        '/settings',
        '/',
        unit('latitude-longitude'),
        `/progress/${runPath}/grid-reykjavik`,
        `/courses?q=${encodeURIComponent(text)}`,
        `/search/${runPath}?q=${encodeURIComponent(text)}`,
      ];
      for (const url of pages) expect([url, livingIn((await client.get(url)).body)]).toEqual([url, []]);
      for (const url of [`/teach/${runPath}/people?q=elsewhere`, '/admin/people?q=elsewhere'])
        expect([url, livingIn((await administrator.get(url)).body)]).toEqual([url, []]);
    }
    expect((await administrator.get('/admin/people?q=elsewhere')).body).toContain('javascript:alert(1)');
  });

  test('a way back leads nowhere but into this site', async () => {
    for (const next of ['//evil.example', 'https://evil.example', '/\\evil.example', 'javascript:alert(1)']) {
      const page = await newClient(site).get(`/sign-in?next=${encodeURIComponent(next)}`);
      expect(page.body).not.toMatch(/(href|action)="(\/\/|\/\\|https?:\/\/evil|javascript:)/);
      const client = newClient(site);
      const { headers } = await client.post('/sign-in', { email: people.stranger, password, next });
      expect(new URL(String(headers.location), site.url).host).toBe(new URL(site.url).host);
    }
  });

  test('links in mails and pages lead to the configured address, whatever host a request names', async () => {
    const client = newClient(site);
    const token = await client.token();
    for (const name of ['host', 'x-forwarded-host', 'forwarded'])
      await client.send({
        method: 'POST',
        url: '/forgot',
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          [name]: name === 'forwarded' ? 'host=evil.example' : 'evil.example',
        },
        payload: new URLSearchParams({ _csrf: token, email: people.leaver }).toString(),
      });
    const mails = (await listOutbox({ limit: 20 })).filter(({ to }) => to === people.leaver);
    expect(mails.length).toBeGreaterThan(0);
    for (const { text } of mails) {
      expect(text).toContain(`${site.url}/reset`);
      expect(text).not.toContain('evil.example');
    }
    const page = await client.send({ method: 'GET', url: '/courses', headers: { host: 'evil.example' } });
    expect(page.body).not.toContain('evil.example');
  });
});

/** One of every kind of answer. */
async function answers(): Promise<[string, Reply][]> {
  const facts = await readFacts();
  const asset = facts.params['/assets/:sha256/:name'] ?? {};
  const page = await newClient(site).get('/courses');
  const styles = /href="(\/static\/[^"]+\.css)"/.exec(page.body)?.[1] ?? '';
  const at = async (name: string, client: Client, url: string): Promise<[string, Reply]> => [
    name,
    await client.get(url),
  ];
  return [
    ['a kept page', page],
    await at('a page of a learner', newcomer, unit('welcome')),
    await at('JSON', newcomer, '/api/v1/courses'),
    await at('an asset', newcomer, `/assets/${asset.sha256}/${asset.name}`),
    await at('a file of the build', newcomer, styles),
    await at('a missing file', newcomer, '/static/nothing.css'),
    await at('a missing page', newcomer, '/nothing/here'),
    await at('a missing call', newcomer, '/api/v1/nothing'),
    await at('a refusal', newcomer, '/admin/people'),
    await at('a refusal as JSON', newcomer, '/api/v1/admin/people'),
    await at('the question for a sign-in', newClient(site), '/settings'),
    ['a redirect', await newcomer.post(`${unit('welcome')}/done`)],
    await at('health', newcomer, '/readyz'),
    await at('the document of the API', newcomer, '/api/openapi.json'),
  ];
}

describe('answers', () => {
  test('every kind carries the security headers', async () => {
    for (const [name, { headers }] of await answers()) {
      expect([name, headers['x-content-type-options']]).toEqual([name, 'nosniff']);
      expect([name, headers['referrer-policy']]).toEqual([name, 'same-origin']);
      expect([name, headers['x-frame-options']]).toEqual([name, 'DENY']);
      const policy = String(headers['content-security-policy']);
      expect([name, policy]).toEqual([name, expect.stringContaining("default-src 'none'")]);
      expect([name, policy]).toEqual([name, expect.not.stringMatching(/script-src[^;]*unsafe|\*/)]);
    }
  });

  test('what is of one person is kept by nobody on the way', async () => {
    const own = [unit('welcome'), '/', '/settings', `/progress/${runPath}`, '/api/v1/session'];
    for (const url of own)
      expect([url, (await newcomer.get(url)).headers['cache-control']]).toEqual([
        url,
        expect.stringMatching(/no-store/),
      ]);
  });

  test('cookies are out of reach of scripts and other sites', async () => {
    const client = newClient(site);
    const entered = await client.post('/sign-in', { email: people.leaver, password });
    const flashed = await client.post('/settings', { name: 'Leaver', locale: 'en', timeZone: 'UTC' });
    const lines = [entered, flashed, await client.get('/?lang=es')].flatMap(({ headers }) =>
      [headers['set-cookie'] ?? []].flat(),
    );
    expect(lines.length).toBeGreaterThanOrEqual(3);
    for (const line of lines) {
      expect(line).toMatch(/; HttpOnly/i);
      expect(line).toMatch(/; SameSite=Lax/i);
      expect(line).toMatch(/; Path=\//i);
    }
  });

  test('no answer shows a stack, a file or a query of ours', async () => {
    for (const [name, { body, headers }] of await answers()) {
      if (!/html|json/.test(String(headers['content-type']))) continue;
      expect([name, /\bat \S+ \(|node_modules|\.tsx?:\d+|select \w+ from/.exec(body)]).toEqual([name, null]);
    }
  });
});
