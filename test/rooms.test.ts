/** Lines into a room, as a network sees them: who gets one, and how it ends when they may no longer have it. */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import WebSocket from 'ws';
import { systemCall } from '#app/commands/shared.ts';
import { useTestSite } from '#app/testing.ts';
import { grantRole, type RoleGrant, revokeRole } from '#modules/access/index.ts';
import { createPerson, type Person } from '#modules/accounts/index.ts';
import { newSession } from '#modules/accounts/testing.ts';
import { memorySource } from '#modules/content/index.ts';
import { publishCourse } from '#screens/studio/releases/index.ts';

const site = useTestSite();
const room = '/studio/harbor/tides/units/one/room';
const author: Omit<RoleGrant, 'personId'> = { role: 'author', scope: 'course', target: 'harbor/tides' };
const call = systemCall('test');
let address = '';
let people = 0;
const open = new Set<WebSocket>();

interface SignedIn {
  person: Person;
  cookie: string;
}

async function signIn(...roles: Omit<RoleGrant, 'personId'>[]): Promise<SignedIn> {
  people += 1;
  const facts = {
    name: `Author ${people}`,
    email: `author${people}@example.org`,
    verified: true,
    locale: 'en' as const,
  };
  const person = await createPerson(facts);
  for (const role of roles) await grantRole(call, { personId: person.id, ...role });
  const { name, value } = await newSession(person.email);
  return { person, cookie: `${name}=${value}` };
}

const ours = () => `http://${address}`;

/** The status with which the handshake was refused, or the open line. */
async function connect(cookie: string | null, origin: string | null = ours()): Promise<WebSocket | number> {
  const line = new WebSocket(`ws://${address}${room}`, {
    headers: { ...(cookie && { cookie }), ...(origin && { origin }) },
  });
  open.add(line);
  line.on('error', () => {});
  return Promise.race([
    once(line, 'open').then(() => line),
    once(line, 'unexpected-response').then(([, response]) => {
      response.destroy();
      return response.statusCode as number;
    }),
  ]);
}

async function enter(cookie: string): Promise<WebSocket> {
  const line = await connect(cookie);
  if (typeof line === 'number') throw new Error(`refused with ${line}`);
  return line;
}

const endOf = async (line: WebSocket): Promise<number> => (await once(line, 'close'))[0];

beforeAll(async () => {
  const course =
    'lectern: 1\nkey: tides\ntitle: Tides\noutline:\n  - section: s\n    title: S\n    units: [units/one.md]\n';
  await publishCourse(call, {
    source: memorySource(
      new Map([
        ['course.yaml', course],
        ['units/one.md', '---\ntitle: One\n---\n\nHello.\n'],
      ]),
    ),
    organization: { key: 'harbor', name: 'Harbor' },
    courseKey: 'tides',
    courseTitle: 'Tides',
  });
  await site.app.listen({ port: 0, host: '127.0.0.1' });
  address = `127.0.0.1:${(site.app.server.address() as AddressInfo).port}`;
});

afterEach(() => {
  for (const line of open) line.terminate();
  open.clear();
});

describe('a line is refused', () => {
  test.each([
    ['another site', 'https://elsewhere.example'],
    ['an address that only looks like ours', 'http://127.0.0.1.elsewhere.example'],
    ['nobody who says where they come from', null],
    ['a page without an origin', 'null'],
  ])('to %s, though the cookie is there', async (_who, origin) => {
    const { cookie } = await signIn(author);
    expect(await connect(cookie, origin)).toBe(403);
  });

  test('to whoever is not signed in, and to whoever may not edit', async () => {
    const stranger = await signIn({ ...author, role: 'teacher', target: 'harbor/other' });
    expect(await connect(null)).toBe(403);
    expect(await connect('session=made-up')).toBe(403);
    expect(await connect(stranger.cookie)).toBe(403);
  });

  test('to the eleventh page of one person', async () => {
    const { cookie } = await signIn(author);
    for (let page = 0; page < 10; page += 1) await enter(cookie);
    expect(await connect(cookie)).toBe(429);
    const [first] = open;
    first?.close();
    await (first && once(first, 'close'));
    await expect.poll(async () => typeof (await connect(cookie))).toBe('object');
  });
});

describe('a line ends', () => {
  test('when the role of its person is taken away', async () => {
    const { cookie, person } = await signIn(author);
    const ended = endOf(await enter(cookie));
    await revokeRole(call, { personId: person.id, ...author });
    expect(await ended).toBe(4403);
    expect(await connect(cookie)).toBe(403);
  });

  test('when the session is over, and not that of others', async () => {
    const [one, other] = [await signIn(author), await signIn(author)];
    const [gone, staying] = [await enter(one.cookie), await enter(other.cookie)];
    const ended = endOf(gone);
    const headers = { host: address, cookie: one.cookie };
    const page = await site.app.inject({ method: 'GET', url: '/settings', headers });
    const token = /name="_csrf" value="([^"]+)"/.exec(page.body)?.[1] ?? '';
    await site.app.inject({
      ...{ method: 'POST', url: '/sign-out', payload: new URLSearchParams({ _csrf: token }).toString() },
      headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
    });
    expect(await ended).toBe(4403);
    expect(staying.readyState).toBe(WebSocket.OPEN);
  });

  test('with a message larger than any that the editor sends', async () => {
    const { cookie } = await signIn(author);
    const line = await enter(cookie);
    const ended = endOf(line);
    line.send(new Uint8Array(1024 * 1024 + 1));
    expect(await ended).toBe(1009);
  });

  test('with more messages than hands can type', async () => {
    const { cookie } = await signIn(author);
    const line = await enter(cookie);
    const ended = endOf(line);
    // A presence of nobody: it is read and says nothing.
    for (let message = 0; message < 2_500; message += 1) line.send(new Uint8Array([9]));
    expect(await ended).toBe(4429);
  });

  test('with a message that cannot be read', async () => {
    const { cookie } = await signIn(author);
    const line = await enter(cookie);
    const ended = endOf(line);
    line.send(new Uint8Array([0, 2, 200, 1, 1]));
    expect(await ended).toBe(4400);
  });
});
