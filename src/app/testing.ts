/**
 * Terms: a *test site* is the whole program over a database of its own, asked in process. A *test browser* keeps
 * cookies and sends each form with the token of the page before, as people without JavaScript do.
 */
import { randomUUID } from 'node:crypto';
import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import { afterAll, beforeAll } from 'vitest';
import { grantRole, type RoleGrant } from '#modules/access/index.ts';
import { createPerson, type Person } from '#modules/accounts/index.ts';
import { newSession } from '#modules/accounts/testing.ts';
import { useTestMachines } from '#platform/testing.ts';
import { systemCall } from './commands/shared.ts';
import { readConfig } from './config.ts';
import { fillPorts } from './ports.ts';
import { buildApp } from './serve.ts';

type Fields = Record<string, string | string[]>;

/** A file of a multipart form. */
export interface TestFile {
  field: string;
  name: string;
  content: Uint8Array | string;
  type?: string;
}

export interface TestBrowser {
  get(url: string): Promise<LightMyRequestResponse>;
  /** Sends a form with the token of the last page, and with a key of its own unless `_key` is given. */
  post(url: string, fields?: Fields): Promise<LightMyRequestResponse>;
  /** Fields first, then the files, as the forms of the site do. */
  upload(url: string, fields: Fields, files: readonly TestFile[]): Promise<LightMyRequestResponse>;
  /** Sends this very body. */
  send(url: string, contentType: string, body: string | Uint8Array): Promise<LightMyRequestResponse>;
  /** The same as a program: JSON in, JSON out, below `/api/v1`. */
  json(
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    path: string,
    body?: object,
  ): Promise<LightMyRequestResponse>;
  /** The token of the last page. */
  token(): string;
}

export interface TestSite {
  app: FastifyInstance;
  visitor(): TestBrowser;
  /** Makes a person with these roles and signs them in. */
  signIn(
    person?: Partial<Pick<Person, 'name' | 'email'>>,
    ...roles: Omit<RoleGrant, 'personId'>[]
  ): Promise<TestBrowser & { person: Person }>;
}

/** The body of a multipart form (RFC 7578), its parts in the order given. */
export function multipartOf(
  parts: readonly ({ field: string; value: string } | TestFile)[],
  boundary = 'between-the-parts',
): { contentType: string; body: Buffer } {
  const chunks = parts.flatMap((part) => {
    const file = 'content' in part;
    const name = `form-data; name="${part.field}"${file ? `; filename="${part.name}"` : ''}`;
    const type = file ? `\r\nContent-Type: ${part.type ?? 'application/octet-stream'}` : '';
    return [
      Buffer.from(`--${boundary}\r\nContent-Disposition: ${name}${type}\r\n\r\n`),
      Buffer.from(file ? part.content : part.value),
      Buffer.from('\r\n'),
    ];
  });
  const body = Buffer.concat([...chunks, Buffer.from(`--${boundary}--\r\n`)]);
  return { contentType: `multipart/form-data; boundary=${boundary}`, body };
}

function openBrowser(app: FastifyInstance, kept: readonly [string, string][] = []): TestBrowser {
  const cookies = new Map(kept);
  let token = '';

  async function ask(
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    url: string,
    headers = {},
    payload?: string | Buffer,
  ) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await app.inject({
      method,
      url,
      headers: { host: 'localhost', cookie, ...headers },
      payload,
    });
    for (const { name, value, maxAge } of answer.cookies) {
      if (maxAge === 0) cookies.delete(name);
      else cookies.set(name, encodeURIComponent(value));
    }
    token = /name="_csrf" value="([^"]+)"/.exec(answer.body)?.[1] ?? token;
    return answer;
  }
  const withOwn = (fields: Fields): [string, string][] =>
    Object.entries({ _csrf: token, _key: randomUUID(), ...fields }).flatMap(([name, value]) =>
      [value].flat().map((one): [string, string] => [name, one]),
    );
  const send = (url: string, contentType: string, body: string | Uint8Array) =>
    ask('POST', url, { 'content-type': contentType }, Buffer.from(body));

  return {
    get: (url) => ask('GET', url),
    post: (url, fields = {}) =>
      send(url, 'application/x-www-form-urlencoded', new URLSearchParams(withOwn(fields)).toString()),
    upload(url, fields, files) {
      const values = withOwn(fields).map(([field, value]) => ({ field, value }));
      const { contentType, body } = multipartOf([...values, ...files]);
      return send(url, contentType, body);
    },
    send,
    json: (method, path, body) =>
      ask(
        method,
        `/api/v1${path}`,
        { 'x-csrf-token': token, ...(body && { 'content-type': 'application/json' }) },
        body && JSON.stringify(body),
      ),
    token: () => token,
  };
}

/** The site for all tests of a file: `const site = useTestSite()`. */
export function useTestSite(): TestSite {
  useTestMachines();
  let people = 0;
  // The app comes with `beforeAll`; nobody asks it before.
  const site = {
    visitor: () => openBrowser(site.app),
    async signIn({ name, email } = {}, ...roles) {
      people += 1;
      const person = await createPerson({
        name: name ?? `Person ${people}`,
        email: email ?? `person${people}@example.org`,
        verified: true,
        locale: 'en',
      });
      for (const role of roles) await grantRole(systemCall('test'), { personId: person.id, ...role });
      const { name: cookie, value } = await newSession(person.email);
      const browser = openBrowser(site.app, [[cookie, value]]);
      // The first page of a session carries its token.
      await browser.get('/settings');
      return { ...browser, person };
    },
  } as TestSite;
  beforeAll(async () => {
    fillPorts();
    site.app = await buildApp(readConfig({ LECTERN_DEV: 'false' }));
    await site.app.ready();
  });
  afterAll(() => site.app?.close());
  return site;
}
