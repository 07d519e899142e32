/** A browser without pictures: keeps cookies, sends forms with the token of its session, reads JSON. In process. */
import type { InjectOptions, LightMyRequestResponse } from 'fastify';
import { people } from './school.ts';
import type { Site } from './site.ts';

export type Role = keyof typeof people;
export type Reply = LightMyRequestResponse;

export interface Client {
  cookies: Map<string, string>;
  cookieHeader(): string;
  /** The token of this browser; asked for once. */
  token(): Promise<string>;
  send(options: InjectOptions): Promise<Reply>;
  get(url: string): Promise<Reply>;
  /** A form, with its token unless the fields bring one. */
  post(url: string, fields?: Record<string, string | string[]>): Promise<Reply>;
  /** A call by a program. */
  json(
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    url: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Reply>;
}

const encode = (fields: Record<string, string | string[]>): string =>
  new URLSearchParams(
    Object.entries(fields).flatMap(([name, values]) => [values].flat().map((value) => [name, value])),
  ).toString();

/** A browser without cookies, or with those of another one. */
export function newClient({ app }: Site, like?: Client): Client {
  const cookies = new Map(like?.cookies);
  let token: string | undefined;
  const client: Client = {
    cookies,
    cookieHeader: () => [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
    async token() {
      token ??= (await client.get('/api/v1/session')).json<{ csrf: string }>().csrf;
      return token;
    },
    async send(options) {
      const cookie = client.cookieHeader();
      const headers = { host: 'localhost', ...(cookie && { cookie }), ...options.headers };
      const reply = await app.inject({ ...options, headers });
      for (const { name, value, maxAge } of reply.cookies) {
        // A session that comes or goes has a token of its own.
        if (name.endsWith('session')) token = undefined;
        if (maxAge === 0) cookies.delete(name);
        else cookies.set(name, encodeURIComponent(value));
      }
      return reply;
    },
    get: (url) => client.send({ method: 'GET', url }),
    async post(url, fields = {}) {
      const headers = { 'content-type': 'application/x-www-form-urlencoded' };
      const payload = encode({ _csrf: await client.token(), ...fields });
      return client.send({ method: 'POST', url, headers, payload });
    },
    async json(method, url, body, headers = {}) {
      const unsafe = method !== 'GET';
      return client.send({
        method,
        url: `/api/v1${url}`,
        headers: {
          ...(unsafe && { 'x-csrf-token': await client.token() }),
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body !== undefined && { payload: typeof body === 'string' ? body : JSON.stringify(body) }),
      });
    },
  };
  return client;
}

/** A browser in which this person is signed in. */
export async function signedIn(site: Site, role: Role, password: string): Promise<Client> {
  const client = newClient(site);
  const reply = await client.post('/sign-in', { email: people[role], password });
  if (reply.statusCode !== 303) throw new Error(`${role} cannot sign in: ${reply.statusCode}`);
  return client;
}
