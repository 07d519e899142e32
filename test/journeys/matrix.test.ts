/**
 * Who may do what, asked of every endpoint in every role, as a page and as JSON. `matrix.txt` is the answer, for people
 * to read. Each call runs in a transaction that is taken back, so that none changes what the next one meets.
 */
import { randomUUID } from 'node:crypto';
import type { InjectOptions } from 'fastify';
import { beforeAll, expect, test } from 'vitest';
import { endpoints } from '#app/parts.ts';
import { query, transaction } from '#platform/database.ts';
import type { Endpoint } from '#platform/endpoint.ts';
import { tellHere } from '#platform/news.ts';
import { type Client, newClient, signedIn } from './client.ts';
import { type Facts, paramsOf, readFacts } from './facts.ts';
import { password, people } from './school.ts';
import { useSite } from './site.ts';

const site = useSite();

const roles = [
  'visitor',
  'stranger',
  'learner',
  'leaver',
  'assistant',
  'teacher',
  'elsewhere',
  'owner',
  'administrator',
] as const;
type Role = (typeof roles)[number];
type Form = 'page' | 'json';

/** A body that is right in itself, so that what decides is who asks. Forms send the same as fields. */
const bodies: Record<string, Record<string, unknown>> = {
  '/learn/:organization/:course/:run/:unit/:activity/submissions': { answer: '33.8567' },
  '/learn/:organization/:course/:run/:unit/:activity/draft': { answer: '33.8567' },
  '/learn/:organization/:course/:run/:unit/:activity/trials': { answer: { 'steering.py': 'course = 1' } },
  '/learn/:organization/:course/:run/:unit/:activity/files': { intent: 'keep' },
  '/studio/import': { organization: 'harbor' },
  '/studio/import/announced': { name: 'course.zip', size: 10 },
  '/studio/import/:id/pieces': { offset: 0 },
  '/studio/:organization/:course/git': { url: 'https://git.school.example/course.git' },
  '/studio/new': { organization: 'harbor', title: 'Clouds' },
  '/studio/:organization/:course/dates': { item: 'unit:distances', due: 'P7D' },
  '/studio/:organization/:course/settings': { title: 'Finding your way' },
  '/studio/:organization/:course/settings/source': { source: 'title: Nothing else' },
  '/studio/:organization/:course/files/rename': { path: 'assets/graticule.svg', to: 'grid.svg' },
  '/studio/:organization/:course/files/remove': { path: 'assets/graticule.svg' },
  '/studio/:organization/:course/sections': { title: 'Weather' },
  '/studio/:organization/:course/units': { title: 'Clouds', section: 'where' },
  '/studio/:organization/:course/publish': { revision: 2 },
  '/studio/:organization/:course/history/:revision/restore': { base: 2 },
  '/studio/:organization/:course/reviews': { address: people.teacher },
  '/studio/:organization/:course/reviews/:id': { verdict: 'approved' },
  '/studio/:organization/:course/approval': { scope: 'course', wanted: true },
  '/studio/:organization/:course/items': { items: ['unit:distances'] },
  '/studio/:organization/:course/units/:unit': { base: 2, text: 'Text.' },
  '/studio/:organization/:course/units/:unit/comments': { revision: 2, line: 6, body: 'Why?' },
  '/studio/:organization/:course/comments/:id/replies': { body: 'So.' },
  '/studio/:organization/:course/comments/:id/outcome': { outcome: 'resolved' },
  '/studio/:organization/:course/units/:unit/preview': { base: 2, text: 'Text.' },
  '/studio/:organization/:course/units/:unit/resolutions': {
    ...{ base: 2, theirs: 2, mine: 'Text.', choices: [], texts: [] },
  },
  '/studio/:organization/:course/units/:unit/activities': { base: 2, fields: {} },
  '/studio/:organization/:course/units/:unit/activities/:activity': { base: 2, fields: {} },
  '/studio/:organization/:course/items/:item': { title: 'Distances' },
  '/teach/:organization/:course/:run/copy': { key: 'once-more' },
  '/courses/:organization/:course/remix': { organization: 'harbor', title: 'Ours', license: 'CC-BY-4.0' },
  '/studio/:organization/:course/items/:item/move': { step: 'up' },
  '/teach/:organization/:course/:run/gradings/points': {
    ...{ learner: randomUUID(), submission: randomUUID(), number: 1, points: 1, reason: 'x' },
  },
  '/teach/:organization/:course/:run/similarity/compare': { activity: 'reckoning-course' },
  '/teach/:organization/:course/:run/similarity/:activity/pairs/:left/:right/reviews': { state: 'suspected' },
  '/teach/:organization/:course/:run/people': { addresses: [people.stranger] },
  '/teach/:organization/:course/:run/dates': { kind: 'unit', key: 'distances', due: 'P7D' },
  '/teach/:organization/:course/:run/dates/policy': { late: null, windowHours: null, minimumMinutes: null },
  '/teach/:organization/:course/:run/extensions': {
    ...{ kind: 'run', key: '', addresses: [people.newcomer], by: 'P1D' },
  },
  '/teach/:organization/:course/:run/cohorts': { title: 'Early birds', key: 'early' },
  '/groups/:organization/:course/:run/:activity/join': { code: 'none' },
  '/teach/:organization/:course/:run/groups/:activity': { addresses: [people.newcomer] },
  '/teach/:organization/:course/:run/cohorts/assign': { cohort: 'evening', addresses: [people.newcomer] },
  '/accommodations': { address: people.newcomer, organization: 'harbor', timeFactor: 1.5 },
  '/teach/:organization/:course/:run/settings': {
    open: true,
    selfEnrollment: true,
    zone: 'Europe/Helsinki',
    startsAt: null,
    endsAt: null,
    enrollmentOpensAt: null,
    enrollmentClosesAt: null,
    enrollmentKey: null,
  },
  '/mark/:organization/:course/:run/bulk': { action: 'release' },
  '/reviews/:organization/:course/:run/:activity/write/:review': { version: 0, comment: 'x', step: 'draft' },
  '/teach/:organization/:course/:run/reviews/:activity/write/:review': {
    ...{ version: 0, comment: 'x', step: 'draft' },
  },
  '/teach/:organization/:course/:run/reviews/:activity/works/:work/sample': {
    ...{ version: 0, comment: 'x', title: 'A good letter' },
  },
  '/teach/:organization/:course/:run/reviews/:activity/works/:work/appeal': {
    ...{ version: 0, comment: '', answer: 'We looked again' },
  },
  '/teach/:organization/:course/:run/grades/:learner/:activity': { after: 0, points: 1 },
  '/mark/:organization/:course/:run/tasks/:task': { version: 0, comment: 'x', step: 'draft' },
  '/mark/:organization/:course/:run/tasks/:task/draft': { fields: {} },
  '/mark/:organization/:course/:run/tasks/:task/pins': { from: 1, to: 1, body: 'x' },
  '/mark/:organization/:course/:run/tasks/:task/messages': { body: 'x' },
  '/mark/:organization/:course/:run/replies': { body: 'x' },
  '/feedback/:submission/messages': { body: 'x' },
  '/sign-in': { email: people.stranger, password },
  '/sign-in/link': { email: people.stranger },
  '/sign-in/link/use': { token: 'used-before' },
  '/register': { name: 'New Person', email: 'new@school.example', password: 'a quiet lake in June' },
  '/verify': { token: 'used-before' },
  '/forgot': { email: people.stranger },
  '/reset': { token: 'used-before', password: 'a quiet lake in June' },
  '/settings': { name: 'Another Name', locale: 'en', timeZone: 'Europe/Helsinki' },
  '/settings/password': { current: password, password: 'a quiet lake in June' },
  '/admin/organizations': { name: 'Another School', key: 'another' },
  '/admin/people/:id/roles': { role: 'teacher', scope: 'organization', target: 'harbor' },
  '/admin/people/:id/roles/take': { role: 'teacher', scope: 'organization', target: 'taller' },
};

/** The answer's class, for people. `state` and `input` were let in, but not with this. */
const words: Record<number, string> = {
  401: 'sign-in',
  403: 'no',
  404: 'missing',
  409: 'state',
  422: 'input',
};
const wordOf = (status: number): string => (status < 400 ? 'yes' : (words[status] ?? String(status)));

const clients = new Map<Role, Client>();
let facts: Facts;

function fieldsOf(body: Record<string, unknown>, { spec }: Endpoint): [string, string][] {
  if (spec.path.endsWith('/submissions')) return [['grid-sydney.value', '33.8567']];
  if (spec.path.endsWith('/trials')) return [['reckoning-course.value', 'course = 1']];
  return Object.entries(body).flatMap(([name, value]): [string, string][] =>
    value === null ? [] : [[name, String(value)]],
  );
}

const boundary = 'a-boundary-of-parts';
const upload = (field: string, fields: [string, string][]): string =>
  [
    ...fields.map(([name, value]) => `Content-Disposition: form-data; name="${name}"\r\n\r\n${value}`),
    `Content-Disposition: form-data; name="${field}"; filename="course.zip"\r\n\r\nnot an archive`,
  ]
    .map((part) => `--${boundary}\r\n${part}\r\n`)
    .join('')
    .concat(`--${boundary}--\r\n`);

interface Names {
  params: Record<string, string>;
  body: Record<string, unknown>;
}

const namesOf = (endpoint: Endpoint): Names => ({
  params: paramsOf(endpoint, facts),
  body: bodies[endpoint.spec.path] ?? {},
});

/** One request; `token` is that of the browser, or null for none. */
function requestOf(
  endpoint: Endpoint,
  form: Form,
  token: string | null,
  { params, body }: Names = namesOf(endpoint),
): InjectOptions {
  const { spec } = endpoint;
  const url = form === 'page' ? endpoint.url(params) : endpoint.apiUrl(params);
  if (spec.method === 'GET') return { method: 'GET', url };
  const headers = { 'idempotency-key': randomUUID(), ...(token !== null && { 'x-csrf-token': token }) };
  const request = (type: string, payload: string): InjectOptions => ({
    method: spec.method,
    url,
    headers: { ...headers, 'content-type': type },
    payload,
  });
  if (spec.upload)
    return request(
      `multipart/form-data; boundary=${boundary}`,
      upload(spec.upload.field, fieldsOf(body, endpoint)),
    );
  if (form === 'json') return request('application/json', JSON.stringify(body));
  const fields = new URLSearchParams(fieldsOf(body, endpoint));
  return request('application/x-www-form-urlencoded', fields.toString());
}

class TakenBack extends Error {}

/** Does `work` and takes all of it back, also what was kept in memory of a transaction that never was. */
async function takeBack<T>(work: () => Promise<T>): Promise<T> {
  let result: { value: T } | undefined;
  await transaction(async () => {
    result = { value: await work() };
    throw new TakenBack();
  }).catch((error) => {
    if (!(error instanceof TakenBack)) throw error;
  });
  tellHere('*');
  if (!result) throw new Error('nothing was done');
  return result.value;
}

/** A form with a file goes over the wire: its pace is the connection's. This one brings no archive, so it does nothing. */
async function uploadStatus(
  client: Client,
  { method, url, headers, payload }: InjectOptions,
): Promise<number> {
  const answer = await fetch(`${site.url}${url}`, {
    method,
    headers: { ...(headers as Record<string, string>), cookie: client.cookieHeader() },
    body: String(payload),
    redirect: 'manual',
  });
  await answer.arrayBuffer();
  return answer.status;
}

function clientOf(role: Role): Client {
  const client = clients.get(role);
  if (!client) throw new Error(`${role} is not signed in`);
  return client;
}

/** The status of one call, without its effect. */
async function statusOf(role: Role, endpoint: Endpoint, form: Form, names?: Names): Promise<number> {
  const client = clientOf(role);
  const request = requestOf(endpoint, form, await client.token(), names);
  if (endpoint.spec.upload) return uploadStatus(client, request);
  const copy = newClient(site, client);
  if (request.method === 'GET') return (await copy.send(request)).statusCode;
  // How often somebody tries is another test's concern.
  await query('delete from platform.rate_limit');
  return takeBack(async () => (await copy.send(request)).statusCode);
}

const formsOf = ({ spec }: Endpoint): Form[] => [
  ...(spec.page ? (['page'] as const) : []),
  ...(spec.json ? (['json'] as const) : []),
];
const nameOf = ({ spec }: Endpoint): string => `${spec.method} ${spec.path}`;
const isFor = (who: RegExp, { spec }: Endpoint): boolean => who.test(spec.allow.who);

/** `<method> <path>` to form to the word of every role. */
const matrix = new Map<string, Map<Form, string[]>>();

beforeAll(async () => {
  clients.set('visitor', newClient(site));
  for (const role of roles) if (role !== 'visitor') clients.set(role, await signedIn(site, role, password));
  facts = await readFacts();
  for (const endpoint of endpoints) {
    const answers = new Map<Form, string[]>();
    for (const form of formsOf(endpoint)) {
      const row: string[] = [];
      for (const role of roles) row.push(wordOf(await statusOf(role, endpoint, form)));
      answers.set(form, row);
    }
    matrix.set(nameOf(endpoint), answers);
  }
}, 300_000);

const rowsOf = (endpoint: Endpoint): [Form, string[]][] => [...(matrix.get(nameOf(endpoint)) ?? [])];

test('what each role may at each address is what matrix.txt says', async () => {
  const line = (name: string, cells: readonly string[]) =>
    `${name.padEnd(70)}${cells.map((cell) => cell.padEnd(10)).join('')}`.trimEnd();
  const lines = endpoints.map((endpoint) => {
    const [method = '', path = ''] = nameOf(endpoint).split(' ');
    return line(`${method.padEnd(5)}${path}`, rowsOf(endpoint)[0]?.[1] ?? []);
  });
  const head = [
    'Who may do what. yes: done; sign-in, no, missing: refused; state, input: let in, but not with this.',
    'Stranger: enrolled nowhere. Leaver: has left the run. Elsewhere: teaches in another organization.',
    '',
    line('', roles),
  ];
  await expect(`${[...head, ...lines.sort()].join('\n')}\n`).toMatchFileSnapshot('matrix.txt');
});

test('a run that is not open is read by its learners and its staff only', async () => {
  const reading = endpoints.filter((endpoint) => isFor(/where it is open/, endpoint));
  expect(reading.length).toBeGreaterThanOrEqual(3);
  for (const endpoint of reading)
    for (const form of formsOf(endpoint)) {
      const row = await takeBack(async () => {
        await query('update catalog.run set open = false');
        tellHere('*');
        const answers: string[] = [];
        for (const role of roles) answers.push(wordOf(await statusOf(role, endpoint, form)));
        return answers;
      });
      expect([nameOf(endpoint), ...row]).toEqual([
        nameOf(endpoint),
        ...['sign-in', 'no', 'yes', 'no', 'yes', 'yes', 'no', 'yes', 'yes'],
      ]);
    }
});

/** A form leaves out what is empty and JSON does not, so who was let in may be told something else. */
const decisionOf = (word: string): string => (['yes', 'state', 'input'].includes(word) ? 'in' : word);

test('a page and its JSON decide alike', () => {
  const odd = endpoints.filter((endpoint) => {
    const [first, second] = rowsOf(endpoint);
    return second !== undefined && String(first?.[1].map(decisionOf)) !== String(second[1].map(decisionOf));
  });
  expect(odd.map((endpoint) => [nameOf(endpoint), ...rowsOf(endpoint)])).toEqual([]);
});

test('nobody does what is not for everybody without having signed in', () => {
  const open = endpoints.filter(
    (endpoint) => !isFor(/every(one|body)/, endpoint) && rowsOf(endpoint).some(([, row]) => row[0] === 'yes'),
  );
  expect(open.map(nameOf)).toEqual([]);
});

test('no call ends in a fault, whoever sends it', () => {
  const odd = endpoints.flatMap((endpoint) =>
    rowsOf(endpoint)
      .filter(([, row]) => row.some((word) => /^\d/.test(word)))
      .map(([form, row]) => `${nameOf(endpoint)} ${form}: ${row}`),
  );
  expect(odd).toEqual([]);
});

/** What the endpoint is asked about, with one name at a time that nothing has. */
function* misnamed(endpoint: Endpoint): Generator<[string, Names]> {
  const { params, body } = namesOf(endpoint);
  for (const name of Object.keys(params))
    for (const wrong of ['No such!', '99999999999'])
      yield [name, { params: { ...params, [name]: wrong }, body }];
  for (const [name, value] of Object.entries(body)) {
    if (typeof value === 'string') yield [name, { params, body: { ...body, [name]: 'No such!' } }];
    if (typeof value === 'number')
      for (const wrong of [0, 99_999_999_999]) yield [name, { params, body: { ...body, [name]: wrong } }];
  }
}

test('a name that nothing has is refused, and never a fault', async () => {
  const odd: string[] = [];
  for (const endpoint of endpoints)
    for (const [name, names] of misnamed(endpoint))
      for (const role of ['learner', 'administrator'] as const) {
        const form = endpoint.spec.json ? 'json' : 'page';
        const status = await statusOf(role, endpoint, form, names);
        if (status >= 500) odd.push(`${nameOf(endpoint)}, ${name}, ${role}: ${status}`);
      }
  expect(odd).toEqual([]);
}, 120_000);

test('nothing changes without the token of the browser, in no role', async () => {
  const unsafe = endpoints.filter(({ spec }) => spec.method !== 'GET');
  expect(unsafe.length).toBeGreaterThan(20);
  const done: string[] = [];
  for (const endpoint of unsafe)
    for (const form of formsOf(endpoint))
      for (const role of roles) {
        // Nothing is taken back: what changes something fails here.
        const { statusCode: status } = await newClient(site, clientOf(role)).send(
          requestOf(endpoint, form, null),
        );
        // Programs prove themselves by what they send; without it there is nothing to look at.
        const refusals = endpoint.spec.signed ? [401, 403, 422] : [401, 403];
        if (!refusals.includes(status)) done.push(`${nameOf(endpoint)} ${form} ${role}: ${status}`);
      }
  expect(done).toEqual([]);
}, 60_000);
