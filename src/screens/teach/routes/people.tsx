/** The roster of a run: who is in it, bringing people in, taking them out. */
import { translateTo } from '#lib/messages.ts';
import { isUuid } from '#lib/uuid.ts';
import { removeByStaff } from '#modules/enrollment/index.ts';
import { type Call, endpoint, type Page } from '#platform/endpoint.ts';
import { commonRefusals, Refusal } from '#platform/refusal.ts';
import { problemsOf } from '#ui/problems.ts';
import { links } from '../links.ts';
import { inCourse, splitAddresses } from '../rules.ts';
import { EnrollPeopleBody, ListQuery, type RunParams } from '../schema.ts';
import { enrollAddresses, openRoster, openRun, type Roster } from '../service.ts';
import { EnrolledPage } from '../views/enrolled.tsx';
import { type EnrollAgain, PeoplePage } from '../views/people.tsx';

const allow = inCourse('course.teach');

function peoplePage(roster: Roster, call: Call, params: RunParams, again: EnrollAgain = {}): Page {
  return {
    title: `${translateTo(call.locale)('teach.people')} · ${roster.run.courseTitle}`,
    robots: 'noindex',
    body: () => <PeoplePage {...roster} {...again} params={params} />,
  };
}

export const showRoster = endpoint({
  method: 'GET',
  path: '/teach/:organization/:course/:run/people',
  summary: 'Who is in a run, by name; `q` looks into names and addresses',
  query: ListQuery,
  allow,
  run: (call, { params, query }) => openRoster(call, params, query),
  page: (roster, call, { params }) => peoplePage(roster, call, params),
  json: ({ entries, total, page, pages }) => ({ entries, total, page, pages }),
});

export const enrollPeople = endpoint({
  method: 'POST',
  path: '/teach/:organization/:course/:run/people',
  summary: 'Enrolls people by their e-mail addresses; says what became of each. Accounts are never created.',
  body: EnrollPeopleBody,
  fromForm: ({ addresses = '', ...others }) => ({
    ...others,
    addresses: splitAddresses([addresses].flat().join('\n')),
  }),
  allow,
  run: (call, { params, body }) => enrollAddresses(call, params, body.addresses),
  async page(report, call, { params }) {
    const run = await openRun(params);
    return {
      title: `${translateTo(call.locale)('teach.enrolled-title')} · ${run.courseTitle}`,
      robots: 'noindex',
      body: () => <EnrolledPage report={report} run={run} params={params} />,
    };
  },
  async refused(refusal, call, { params, body }) {
    const t = translateTo(call.locale);
    const own = { 'too-many': 'teach.problem-too-many' } as const;
    const problems = problemsOf(refusal, t, { addresses: t('teach.addresses') }, own);
    const roster = await openRoster(call, params, { q: '', page: 1 });
    return peoplePage(roster, call, params, { problems, values: { addresses: body.addresses } });
  },
  json: (report) => report,
});

export const removePerson = endpoint({
  method: 'POST',
  path: '/teach/:organization/:course/:run/people/:person/remove',
  summary: 'Takes a person out of a run; everything handed in is kept',
  allow,
  async run(call, { params }) {
    if (!isUuid(params.person)) throw new Refusal(commonRefusals['not-found']);
    await removeByStaff(call, await openRun(params), params.person);
  },
  page: (_result, _call, { params }) => ({
    redirect: links.people(params),
    flash: { message: 'teach.flash-removed', tone: 'success' },
  }),
  json: () => ({ enrolled: false }),
});
