/** The API for people: a reader of the document, and who the caller is. */
import { Type } from 'typebox';
import { translateTo } from '#lib/messages.ts';
import { everyone } from '#modules/access/index.ts';
import { endpoint } from '#platform/endpoint.ts';
import { listDocumented } from '#platform/openapi.ts';
import { ApiPage } from './views.tsx';

export const showApi = endpoint({
  method: 'GET',
  path: '/api/docs',
  summary: 'This page',
  allow: everyone,
  run: () => listDocumented(),
  page: (calls, call) => ({
    title: translateTo(call.locale)('home.api-title'),
    cache: { seconds: 3_600, tags: [] },
    body: () => <ApiPage calls={calls} />,
  }),
});

export const showSession = endpoint({
  method: 'GET',
  path: '/session',
  summary: 'Who is signed in, and the token that unsafe calls must carry as x-csrf-token',
  allow: everyone,
  jsonShape: Type.Object({
    person: Type.Union([
      Type.Object({ id: Type.String(), name: Type.String(), email: Type.String() }),
      Type.Null(),
    ]),
    csrf: Type.String(),
  }),
  run: ({ actor, csrf }) => ({
    person: actor.kind === 'person' ? { id: actor.id, name: actor.name, email: actor.email } : null,
    csrf: csrf(),
  }),
  json: (session) => session,
});

export const endpoints = [showApi, showSession];
