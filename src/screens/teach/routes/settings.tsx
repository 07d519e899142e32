/** What staff set of a run: reading, dates, enrollment. Times are wall times in the run's own zone. */
import { translateTo } from '#lib/messages.ts';
import { changeRun, findRunSettings, type Run, RunSettings } from '#modules/catalog/index.ts';
import { type Call, endpoint, type Page } from '#platform/endpoint.ts';
import { commonRefusals, Refusal } from '#platform/refusal.ts';
import type { FormValues, Problem } from '#ui/form.tsx';
import { problemsOf } from '#ui/problems.ts';
import { links } from '../links.ts';
import { inCourse } from '../rules.ts';
import type { RunParams } from '../schema.ts';
import { openRun, rightsIn } from '../service.ts';
import { labelsOf, SettingsPage } from '../views/settings.tsx';

const allow = inCourse('course.edit');

function settingsPage(
  run: Run,
  values: FormValues,
  call: Call,
  params: RunParams,
  problems: Problem[] = [],
): Page {
  return {
    title: `${translateTo(call.locale)('teach.settings')} · ${run.courseTitle}`,
    robots: 'noindex',
    body: () => (
      <SettingsPage
        run={run}
        rights={rightsIn(call.actor, params)}
        values={values}
        problems={problems}
        params={params}
      />
    ),
  };
}

/** A `datetime-local` input knows minutes, not seconds. */
const formValues = (settings: Required<RunSettings>): FormValues =>
  Object.fromEntries(
    Object.entries(settings).map(([name, value]) => [
      name,
      name.endsWith('At') && typeof value === 'string' ? value.slice(0, 16) : value,
    ]),
  );

export const showSettings = endpoint({
  method: 'GET',
  path: '/teach/:organization/:course/:run/settings',
  summary: 'Settings of a run; times are wall times in its zone',
  allow,
  async run(_call, { params }) {
    const run = await openRun(params);
    const settings = await findRunSettings(run.id);
    if (!settings) throw new Refusal(commonRefusals['not-found']);
    return { run, settings };
  },
  page: ({ run, settings }, call, { params }) => settingsPage(run, formValues(settings), call, params),
  json: ({ settings }) => settings,
  jsonShape: RunSettings,
});

export const changeSettings = endpoint({
  method: 'POST',
  path: '/teach/:organization/:course/:run/settings',
  summary: 'Changes the settings of a run that are named',
  body: RunSettings,
  // A form sends all of it: a box that is not ticked is not sent, and means no.
  fromForm: ({ open, selfEnrollment, ...texts }) => ({
    ...texts,
    open: open === 'true',
    selfEnrollment: selfEnrollment === 'true',
  }),
  allow,
  run: async (call, { params, body }) => changeRun(call, await openRun(params), body),
  page: (_settings, _call, { params }) => ({
    redirect: links.settings(params),
    flash: { message: 'teach.flash-settings', tone: 'success' },
  }),
  async refused(refusal, call, { params, body }) {
    const t = translateTo(call.locale);
    const problems = problemsOf(refusal, t, labelsOf(t), {
      'unknown-zone': 'teach.problem-zone',
      'not-a-time': 'teach.problem-time',
      'not-after-start': 'teach.problem-end',
      'not-after-opening': 'teach.problem-window',
    });
    return settingsPage(await openRun(params), body, call, params, problems);
  },
  json: (settings) => settings,
  jsonShape: RunSettings,
});
