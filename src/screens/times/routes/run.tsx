/** The staff pages about times of a run: dates, rules of lateness, cohorts, the time machine. */
import { translateTo } from '#lib/messages.ts';
import {
  assignCohort,
  changeDates,
  changeRunPolicy,
  dissolveCohort,
  enrollmentRefusals,
  makeCohort,
} from '#modules/enrollment/index.ts';
import { type Call, endpoint, type Page } from '#platform/endpoint.ts';
import { Refusal } from '#platform/refusal.ts';
import { openUnit, unitPage } from '#screens/learn/index.ts';
import { findByAddress, inCourse, openRun, splitAddresses } from '#screens/teach/index.ts';
import { problemsOf } from '#ui/problems.ts';
import { links } from '../links.ts';
import { keyOfTitle, targetText } from '../rules.ts';
import {
  AssignBody,
  CohortBody,
  DatesBody,
  DatesQuery,
  PolicyBody,
  type RunParams,
  ViewAsQuery,
} from '../schema.ts';
import { compareTimes, openCohorts, openTimes } from '../service/run.ts';
import { viewAs } from '../service/view-as.ts';
import { CohortsPage, type CohortsPageProps } from '../views/cohorts.tsx';
import { DatesPage, type DatesPageProps, dateLabels } from '../views/dates.tsx';
import { policyValues } from '../views/policy.tsx';
import { ViewAsPage } from '../views/view-as.tsx';
import { datesOfForm, policyOfForm, problemTexts, textOf } from './forms.ts';

const allow = inCourse('course.teach');

const pageOf = (
  call: Call,
  course: string,
  title: 'dates' | 'cohorts' | 'view-as',
  body: () => unknown,
): Page => ({
  title: `${translateTo(call.locale)(`times.${title}`)} · ${course}`,
  robots: 'noindex',
  body,
});

const datesPage = (call: Call, props: DatesPageProps): Page =>
  pageOf(call, props.run.courseTitle, 'dates', () => <DatesPage {...props} />);

export const showDates = endpoint({
  method: 'GET',
  path: '/teach/:organization/:course/:run/dates',
  summary: 'Dates and late policy of a run, as written by staff, beside those of its course',
  query: DatesQuery,
  allow,
  run: (call, { params }) => openTimes(call, params),
  page: (times, call, { params, query }) =>
    datesPage(call, {
      ...times,
      params,
      cohort: query.cohort,
      edit: query.edit ?? null,
      all: query.all ?? false,
    }),
  json: ({ run, rules }) => ({
    zone: run.zone,
    dates: rules.dates,
    cohorts: rules.cohorts,
    late: rules.late,
    fairness: rules.fairness,
  }),
});

export const setDates = endpoint({
  method: 'POST',
  path: '/teach/:organization/:course/:run/dates',
  summary: 'Sets all dates of a section, unit, activity or of the whole run; for one cohort or for everybody',
  body: DatesBody,
  fromForm: datesOfForm,
  allow,
  async run(call, { params, body }) {
    const { kind, key, cohort, ...dates } = body;
    await changeDates(call, await openRun(params), { kind, key, cohort }, dates);
  },
  page: (_result, _call, { params, body }) => ({
    redirect: links.dates(params, { cohort: body.cohort }),
    flash: { message: 'times.flash-dates', tone: 'success' },
  }),
  async refused(refusal, call, { params, body }) {
    const t = translateTo(call.locale);
    const fields = body as Record<string, string>;
    const problems = problemsOf(refusal, t, dateLabels(t), problemTexts);
    const { kind, key } = datesOfForm(fields);
    return datesPage(call, {
      ...(await openTimes(call, params)),
      ...{ params, cohort: textOf(fields.cohort), datesAgain: { problems, values: body } },
      edit: targetText({ kind: kind as 'run', key }),
    });
  },
  json: () => ({ saved: true }),
});

export const setPolicy = endpoint({
  method: 'POST',
  path: '/teach/:organization/:course/:run/dates/policy',
  summary:
    'What being late costs in a run, and when outages move its deadlines (null: as the course and the site say): shows who gains and who loses; with `confirm` it holds from now on',
  body: PolicyBody,
  fromForm: policyOfForm,
  allow,
  async run(call, { params, body }) {
    const { confirm, ...policy } = body;
    if (!confirm) return { comparison: await compareTimes(call, params, policy) };
    await changeRunPolicy(call, await openRun(params), policy);
    return { comparison: null };
  },
  async page({ comparison }, call, { params, body }) {
    if (!comparison)
      return {
        redirect: links.dates(params),
        flash: { message: 'times.flash-policy', tone: 'success' },
      };
    const policyAgain = { values: policyValues(body), comparison };
    return datesPage(call, {
      ...(await openTimes(call, params)),
      params,
      cohort: '',
      edit: null,
      policyAgain,
    });
  },
  async refused(refusal, call, { params, body }) {
    const t = translateTo(call.locale);
    const labels = {
      ...{
        percent: t('times.percent'),
        per: t('times.per'),
        grace: t('times.grace'),
        floor: t('times.floor'),
      },
      ...{ windowHours: t('times.window'), minimumMinutes: t('times.minimum') },
    };
    const problems = problemsOf(refusal, t, labels, problemTexts);
    const again = { policyAgain: { problems, values: body } };
    return datesPage(call, { ...(await openTimes(call, params)), params, cohort: '', edit: null, ...again });
  },
  json: ({ comparison }) => ({ saved: comparison === null, comparison }),
});

const cohortsPage = (call: Call, props: CohortsPageProps): Page =>
  pageOf(call, props.run.courseTitle, 'cohorts', () => <CohortsPage {...props} />);

export const showCohorts = endpoint({
  method: 'GET',
  path: '/teach/:organization/:course/:run/cohorts',
  summary: 'Cohorts of a run and how many learners they have',
  allow,
  run: (call, { params }) => openCohorts(call, params),
  page: (cohorts, call, { params }) => cohortsPage(call, { ...cohorts, params }),
  json: ({ rules, counts }) => ({
    cohorts: rules.cohorts.map((cohort) => ({ ...cohort, learners: counts.get(cohort.key) ?? 0 })),
  }),
});

export const addCohort = endpoint({
  method: 'POST',
  path: '/teach/:organization/:course/:run/cohorts',
  summary: 'Makes a cohort; its key follows from its title where none is given',
  body: CohortBody,
  allow,
  async run(call, { params, body }) {
    const run = await openRun(params);
    const title = body.title.trim();
    const { cohorts } = (await openTimes(call, params)).rules;
    const key = body.key || keyOfTitle(title) || `cohort-${cohorts.length + 1}`;
    await makeCohort(call, run, { key, title });
    return { key, title };
  },
  page: (_cohort, _call, { params }) => ({
    redirect: links.cohorts(params),
    flash: { message: 'times.flash-cohort', tone: 'success' },
  }),
  async refused(refusal, call, { params, body }) {
    const t = translateTo(call.locale);
    const problems = problemsOf(refusal, t, { title: t('times.cohort-title') });
    return cohortsPage(call, {
      ...(await openCohorts(call, params)),
      params,
      makeAgain: { problems, values: body },
    });
  },
  successStatus: 201,
  json: (cohort) => cohort,
});

/** More addresses than that are more than a notice holds. */
const mostListed = 10;
const listed = (addresses: readonly string[], locale: string): string =>
  new Intl.ListFormat(locale).format([
    ...addresses.slice(0, mostListed),
    ...(addresses.length > mostListed ? ['…'] : []),
  ]);

export const assignToCohort = endpoint({
  method: 'POST',
  path: '/teach/:organization/:course/:run/cohorts/assign',
  summary: 'Puts learners, named by their addresses, into a cohort, or out of any',
  body: AssignBody,
  fromForm: (fields) => ({
    cohort: textOf(fields.cohort),
    addresses: splitAddresses(textOf(fields.addresses)),
  }),
  allow,
  async run(call, { params, body }) {
    const run = await openRun(params);
    const { learnerIds, missing } = await findByAddress(run, body.addresses);
    if (learnerIds.length === 0)
      throw new Refusal(enrollmentRefusals['nobody-chosen'], {
        fields: [{ path: 'addresses', message: 'not-here' }],
      });
    await assignCohort(call, run, learnerIds, body.cohort || null);
    return { assigned: learnerIds.length, missing };
  },
  page: ({ assigned, missing }, call, { params }) => ({
    redirect: links.cohorts(params),
    flash: {
      message: missing.length === 0 ? 'times.flash-assigned' : 'times.flash-assigned-missing',
      values: { count: assigned, addresses: listed(missing, call.locale) },
      tone: missing.length === 0 ? 'success' : 'warning',
    },
  }),
  async refused(refusal, call, { params, body }) {
    const t = translateTo(call.locale);
    const problems = problemsOf(
      refusal,
      t,
      { addresses: t('times.addresses') },
      { 'not-here': 'times.as-nobody' },
    );
    const again = { assignAgain: { problems, values: body } };
    return cohortsPage(call, { ...(await openCohorts(call, params)), params, ...again });
  },
  json: (report) => report,
});

export const dissolve = endpoint({
  method: 'POST',
  path: '/teach/:organization/:course/:run/cohorts/:cohort/dissolve',
  summary: 'Dissolves a cohort; its learners have the dates of everybody again',
  allow,
  run: async (call, { params }) => dissolveCohort(call, await openRun(params), params.cohort),
  page: (_result, _call, { params }) => ({
    redirect: links.cohorts(params),
    flash: { message: 'times.flash-dissolved', tone: 'success' },
  }),
  json: () => ({ dissolved: true }),
});

/** The learner's page of a unit, drawn with their call. */
async function unitAs(call: Call, params: RunParams, unit: string): Promise<() => unknown> {
  const open = await openUnit(call, { ...params, unit }, true);
  return unitPage(open, call, params).body;
}

export const showViewAs = endpoint({
  method: 'GET',
  path: '/teach/:organization/:course/:run/view-as',
  summary: 'What a learner sees at some moment: dates, what is open, attempts, whether the answer shows',
  query: ViewAsQuery,
  allow,
  async run(call, { params, query }) {
    const view = await viewAs(call, params, query);
    const unit = view.seen && query.unit ? await unitAs(view.seen.call, params, query.unit) : null;
    return { ...view, unit };
  },
  page: (view, call, { params }) =>
    pageOf(call, view.run.courseTitle, 'view-as', () => <ViewAsPage {...view} params={params} />),
  json: ({ at, learner, seen }) => ({
    at,
    learner,
    activities: (seen?.units ?? [])
      .flatMap(({ activities }) => activities)
      .map(({ activity, title, moments, phase, left, reveal }) => ({
        ...{ key: activity.key, title, phase, left, reveal, times: moments },
      })),
  }),
});
