/** The description of the API, followed to the letter by a program that knows nothing else. */
import { expect, test } from 'vitest';
import { useTestSite } from '#app/testing.ts';
import { createPerson } from '#modules/accounts/index.ts';
import { activityTypes } from '#modules/content/contract.ts';

const site = useTestSite();

interface Operation {
  operationId: string;
  'x-allow': string;
  security: object[];
  parameters: { name: string; in: string }[];
}
interface Document {
  info: { description: string };
  paths: Record<string, Record<string, Operation>>;
  components: { securitySchemes: { session: { in: string; name: string } } };
}

const readDocument = async (): Promise<Document> =>
  (await site.app.inject({ url: '/api/openapi.json' })).json();
const operationsOf = ({ paths }: Document) =>
  Object.entries(paths).flatMap(([path, calls]) =>
    Object.entries(calls).map(([method, call]) => ({ path, method, ...call })),
  );

test('every call has its own name, and each of its parameters once', async () => {
  const calls = operationsOf(await readDocument());
  expect(new Set(calls.map(({ operationId }) => operationId)).size).toBe(calls.length);
  for (const { path, parameters } of calls) {
    const names = parameters.map((parameter) => `${parameter.in} ${parameter.name}`);
    expect([path, ...new Set(names)]).toEqual([path, ...names]);
  }
});

test('a call says whether it needs a session, and one that changes something asks for the token', async () => {
  for (const { path, method, security, parameters, 'x-allow': who } of operationsOf(await readDocument())) {
    const isOpen = /every(one|body)|visitors/.test(who);
    expect([path, security]).toEqual([path, isOpen ? [{}, { session: [] }] : [{ session: [] }]]);
    const token = parameters.some(({ name }) => name === 'x-csrf-token');
    expect([path, method, token]).toEqual([path, method, method !== 'get']);
  }
});

test('handing in names the shape of an answer for each kind of activity, and asks for its id', async () => {
  const { paths } = await readDocument();
  const path = '/api/v1/learn/{organization}/{course}/{run}/{unit}/{activity}/submissions';
  const { requestBody, parameters } = (paths[path]?.post ?? {}) as unknown as {
    requestBody: {
      content: Record<string, { schema: { properties: { answer: { anyOf: { title: string }[] } } } }>;
    };
    parameters: { name: string; required: boolean }[];
  };
  const shapes = requestBody.content['application/json']?.schema.properties.answer.anyOf ?? [];
  const kinds = [...activityTypes().values()].filter(({ answer }) => answer).map(({ name }) => name);
  expect(shapes.map(({ title }) => title)).toEqual(kinds);
  expect(parameters.find(({ name }) => name === 'Idempotency-Key')?.required).toBe(true);
});

test('a program signs in as the description says, and changes something', async () => {
  const password = 'a quiet lake in June';
  const person = {
    name: 'Robot',
    email: 'robot@example.org',
    password,
    verified: true,
    locale: 'en',
  } as const;
  await createPerson(person);
  const { components, info } = await readDocument();
  for (const word of ['/api/v1/session', '/sign-in', '_csrf', 'x-csrf-token'])
    expect(info.description).toContain(word);
  const cookies: Record<string, string> = {};
  const send = async (method: 'GET' | 'POST', url: string, more: object = {}) => {
    const answer = await site.app.inject({ method, url, cookies, ...more });
    for (const { name, value } of answer.cookies) cookies[name] = value;
    return answer;
  };
  const token = async (): Promise<string> => (await send('GET', '/api/v1/session')).json().csrf;
  const form = new URLSearchParams({ email: person.email, password, _csrf: await token() }).toString();
  await send('POST', '/sign-in', {
    payload: form,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  });
  expect(Object.keys(cookies)).toContain(components.securitySchemes.session.name);
  const payload = { name: 'Robot the Second', locale: 'en', timeZone: 'UTC' };
  const changed = await send('POST', '/api/v1/settings', {
    payload,
    headers: { 'x-csrf-token': await token() },
  });
  expect(changed.statusCode).toBe(200);
});
