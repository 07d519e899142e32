import { type Static, Type } from 'typebox';
import { translateTo } from '#lib/messages.ts';
import { GrantBody, grantRole, mayOnSite, revokeRole } from '#modules/access/index.ts';
import { restorePerson } from '#modules/accounts/index.ts';
import { refuseUnknownPlace } from '#modules/catalog/index.ts';
import { type Call, endpoint, type Page } from '#platform/endpoint.ts';
import type { Refusal } from '#platform/refusal.ts';
import type { FormValues, Problem } from '#ui/form.tsx';
import { problemsOf } from '#ui/problems.ts';
import { desks } from '../links.ts';
import { showLog } from '../log/index.ts';
import { findPeople, getDetails, type PersonDetails, suspend } from './service.ts';
import { PeoplePage, PersonPage } from './views.tsx';

const allow = mayOnSite('site.administer');

export const showPeople = endpoint({
  method: 'GET',
  path: desks.people,
  summary: 'People of this site, newest first; `q` looks into names and addresses',
  query: Type.Object({
    q: Type.String({ maxLength: 200, default: '' }),
    page: Type.Integer({ minimum: 1, maximum: 100_000, default: 1 }),
  }),
  allow,
  run: (_call, { query }) => findPeople(query.q, query.page),
  page: (list, call) => ({
    title: translateTo(call.locale)('admin.people'),
    robots: 'noindex',
    body: () => (
      <PeoplePage
        {...list}
        action={showPeople.url({})}
        pageHref={(page) => showPeople.url({}, { q: list.q, page })}
        personHref={(id) => showPerson.url({ id })}
      />
    ),
  }),
  json: ({ people, total, page }) => ({ people, total, page }),
});

interface Again {
  values?: FormValues;
  problems?: readonly Problem[];
}

function personPage(call: Call, details: PersonDetails, again: Again = {}): Page {
  const { id } = details.person;
  return {
    title: details.person.name,
    robots: 'noindex',
    body: () => (
      <PersonPage
        {...details}
        {...again}
        self={call.actor.kind === 'person' && call.actor.id === id}
        logHref={(query) => showLog.url({}, query)}
        people={showPeople.url({})}
        actions={{
          grant: giveRole.url({ id }),
          revoke: takeRole.url({ id }),
          suspend: suspendForm.url({ id }),
          restore: restoreForm.url({ id }),
        }}
      />
    ),
  };
}

/** The person's page again with what was refused, so that the reason stands where it was asked for. */
async function refused(
  refusal: Refusal,
  call: Call,
  input: { params: { id: string }; body: Record<string, unknown> },
) {
  const t = translateTo(call.locale);
  const labels = { role: t('admin.role'), scope: t('admin.scope'), target: t('admin.target') };
  const problems = problemsOf(refusal, t, labels, {
    'no-such-place': 'admin.no-such-place',
    'place-not-found': 'admin.place-not-found',
  });
  return personPage(call, await getDetails(input.params.id), { values: input.body, problems });
}

export const showPerson = endpoint({
  method: 'GET',
  path: '/admin/people/:id',
  summary: 'One person: roles and what happened',
  allow,
  run: (_call, { params }) => getDetails(params.id),
  page: (details, call) => personPage(call, details),
  json: ({ person, grants, log }) => ({ person, grants, entries: log.entries }),
});

type GrantInput = { params: { id: string }; body: Static<typeof GrantBody> };
const grantOf = ({ params, body }: GrantInput) => ({ personId: params.id, ...body });
const back = (id: string, message: string) =>
  ({ redirect: showPerson.url({ id }), flash: { message, tone: 'success' } }) as const;

export const giveRole = endpoint({
  method: 'POST',
  path: '/admin/people/:id/roles',
  summary: 'Gives a role',
  body: GrantBody,
  allow,
  async run(call, input) {
    if (input.body.target !== '') await refuseUnknownPlace(input.body.target);
    await grantRole(call, grantOf(input));
  },
  page: (_result, _call, { params }) => back(params.id, 'admin.role-given'),
  json: () => ({}),
  refused,
});

export const takeRole = endpoint({
  method: 'POST',
  path: '/admin/people/:id/roles/take',
  summary: 'Takes a role away',
  body: GrantBody,
  allow,
  run: (call, input) => revokeRole(call, grantOf(input)),
  page: (_result, _call, { params }) => back(params.id, 'admin.role-taken'),
  json: () => ({}),
  refused,
});

export const suspendForm = endpoint({
  method: 'POST',
  path: '/admin/people/:id/suspend',
  summary: 'Ends all sessions and lets nobody sign in',
  allow,
  run: (call, { params }) => suspend(call, params.id),
  page: (_result, _call, { params }) => back(params.id, 'admin.suspended-now'),
  json: () => ({}),
  refused,
});

export const restoreForm = endpoint({
  method: 'POST',
  path: '/admin/people/:id/restore',
  summary: 'Lets a suspended person sign in again',
  allow,
  run: (call, { params }) => restorePerson(call, params.id),
  page: (_result, _call, { params }) => back(params.id, 'admin.restored-now'),
  json: () => ({}),
  refused,
});

export const endpoints = [showPeople, showPerson, giveRole, takeRole, suspendForm, restoreForm];
