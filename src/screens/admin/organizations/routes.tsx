import { Type } from 'typebox';
import { translateTo } from '#lib/messages.ts';
import { mayOnSite } from '#modules/access/index.ts';
import { addOrganization, listOrganizations, type Organization } from '#modules/catalog/index.ts';
import { type Call, endpoint, type Page } from '#platform/endpoint.ts';
import type { FormValues, Problem } from '#ui/form.tsx';
import { problemsOf } from '#ui/problems.ts';
import { desks } from '../links.ts';
import { OrganizationsPage, organizationLabels } from './views.tsx';

const allow = mayOnSite('site.administer');

const OrganizationBody = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 200 }),
    key: Type.String({ minLength: 1, maxLength: 63 }),
  },
  { additionalProperties: false },
);

interface Again {
  values?: FormValues;
  problems?: readonly Problem[];
}

function organizationsPage(call: Call, organizations: Organization[], again: Again = {}): Page {
  return {
    title: translateTo(call.locale)('admin.organizations'),
    robots: 'noindex',
    body: () => <OrganizationsPage organizations={organizations} {...again} />,
  };
}

export const showOrganizations = endpoint({
  method: 'GET',
  path: desks.organizations,
  summary: 'Organizations of this site, by name',
  allow,
  run: () => listOrganizations(),
  page: (organizations, call) => organizationsPage(call, organizations),
  json: (organizations) => ({ organizations }),
});

export const makeOrganization = endpoint({
  method: 'POST',
  path: desks.organizations,
  summary: 'Makes an organization, which then owns courses',
  body: OrganizationBody,
  allow,
  run: (call, { body }) => addOrganization(call, body),
  page: () => ({
    redirect: desks.organizations,
    flash: { message: 'admin.organization-made', tone: 'success' },
  }),
  json: () => ({}),
  async refused(refusal, call, { body }) {
    const t = translateTo(call.locale);
    const [problem, ...more] = problemsOf(refusal, t, organizationLabels(t));
    // What the catalog refuses is the key.
    const first = problem && { ...problem, path: problem.path || 'key' };
    return organizationsPage(call, await listOrganizations(), {
      values: body,
      problems: first ? [first, ...more] : [],
    });
  },
});

export const endpoints = [showOrganizations, makeOrganization];
