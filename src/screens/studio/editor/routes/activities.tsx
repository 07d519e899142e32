/** Activities of a unit as forms. */
import { translateTo } from '#lib/messages.ts';
import { type Call, endpoint, type Page } from '#platform/endpoint.ts';
import { Refusal } from '#platform/refusal.ts';
import { studioLinks } from '#screens/studio/outline/index.ts';
import { inCourse } from '#screens/teach/index.ts';
import { problemsOf } from '#ui/problems.ts';
import { valuesOf } from '../rules/activity-fields.ts';
import { formOf } from '../rules/activity-form.ts';
import { ActivitiesQuery, ActivityBody, refusals, type UnitParams } from '../schema.ts';
import {
  type ActivityChoice,
  type ActivityOutcome,
  type OpenActivity,
  openActivities,
  openActivity,
  sendActivity,
} from '../service/activities.ts';
import { openUnit } from '../service/open-unit.ts';
import { ActivitiesPage } from '../views/activities.tsx';
import { type ActivityFormProps, ActivityPage } from '../views/activity-form.tsx';
import { ConflictPage } from '../views/conflict.tsx';

const allow = inCourse('course.edit');
const bodyLimit = 4 * 1024 ** 2;

const titled = (call: Call, { course }: OpenActivity['open'], body: () => unknown): Page => ({
  title: `${translateTo(call.locale)('editor.activities')} · ${course.title}`,
  robots: 'noindex',
  body,
});

const activityPage = (call: Call, form: ActivityFormProps): Page =>
  titled(call, form.open, () => <ActivityPage {...form} />);

const isChoice = (opened: ActivityChoice | OpenActivity): opened is ActivityChoice => 'kinds' in opened;

const valuesJson = ({ values, base, problems }: OpenActivity) => ({ ...values, revision: base, problems });

/** Of names that come several times the last one counts: the button that was pressed, the tick that is set. */
function fromForm(sent: Record<string, string | string[]>): unknown {
  const { base, go, line, ...fields } = Object.fromEntries(
    Object.entries(sent).map(([name, value]) => [name, [value].flat().at(-1) ?? '']),
  );
  return { base: Number(base), go: go ?? 'save', ...(line && { line: Number(line) }), fields };
}

export const showActivities = endpoint({
  method: 'GET',
  path: '/studio/:organization/:course/units/:unit/activities',
  summary: 'The activities of a unit and the kinds that can be added; with `type` the form of a new one',
  query: ActivitiesQuery,
  allow,
  run: (call, { params, query }) => openActivities(call, params, query),
  page: (opened, call) =>
    isChoice(opened)
      ? titled(call, opened.open, () => <ActivitiesPage {...opened} />)
      : activityPage(call, opened),
  json: (opened) =>
    isChoice(opened)
      ? {
          kinds: opened.kinds,
          activities: (opened.looked.draft?.compiled?.activities ?? []).map(({ key, type, title }) => ({
            ...{ key, type, title },
          })),
        }
      : valuesJson(opened),
});

export const showActivity = endpoint({
  method: 'GET',
  path: '/studio/:organization/:course/units/:unit/activities/:activity',
  summary: 'An activity of a unit as a form',
  allow,
  run: (call, { params }) => openActivity(call, params, params.activity),
  page: (form, call) => activityPage(call, form),
  json: valuesJson,
});

function answer(outcome: ActivityOutcome, call: Call, params: UnitParams) {
  if (outcome.kind === 'form') return activityPage(call, { ...outcome.form, saved: outcome.saved });
  if (outcome.kind === 'conflict') {
    const { open, conflict } = outcome;
    return { ...titled(call, open, () => <ConflictPage open={open} conflict={conflict} />), status: 409 };
  }
  return {
    redirect: `${studioLinks.unit(params, params.unit)}#${encodeURIComponent(outcome.key)}`,
    flash: { message: 'editor.flash-activity-saved', tone: 'success' as const },
  };
}

function answerJson(outcome: ActivityOutcome) {
  if (outcome.kind === 'form') return { saved: outcome.saved, ...valuesJson(outcome.form) };
  if (outcome.kind === 'conflict') throw new Refusal(refusals['edit-conflict']);
  return { saved: true, key: outcome.key, revision: outcome.revision, problems: [] };
}

/** The form as it was refused, with all that was typed. */
async function again(
  refusal: Refusal,
  call: Call,
  params: UnitParams,
  key: string | null,
  sent: ActivityBody,
) {
  const open = await openUnit(call, params);
  const known = key === null ? null : await openActivity(call, params, key);
  const type = known?.values.type ?? sent.fields.type ?? '';
  const found = known?.found ?? formOf(type);
  if (!found || Number.isNaN(sent.base)) throw refusal;
  const t = translateTo(call.locale);
  const path = refusal.code === refusals['activity-key-wrong'].code ? 'key' : '';
  const problems = problemsOf(refusal, t, {}).map((problem) => ({ ...problem, path }));
  const values = valuesOf(sent.fields, found, { type, key: key ?? sent.fields.key ?? '' });
  const { base, line } = sent;
  const form = {
    open,
    values,
    found,
    base,
    isNew: key === null,
    problems: [],
    ...(line !== undefined && { line }),
  };
  return { ...activityPage(call, { ...form, problemsAtTop: problems }), status: 422 };
}

const isOurs = ({ code }: Refusal): boolean =>
  [refusals['activity-key-wrong'], refusals['activity-unwritable']].some((own) => own.code === code);

export const addActivity = endpoint({
  method: 'POST',
  path: '/studio/:organization/:course/units/:unit/activities',
  summary: 'Adds an activity to a unit, or changes the rows of its form',
  body: ActivityBody,
  bodyLimit,
  allow,
  fromForm,
  idempotency: 'none',
  run: (call, { params, body }) => sendActivity(call, params, null, body),
  page: (outcome, call, { params }) => answer(outcome, call, params),
  refused(refusal, call, { params, body }) {
    if (!isOurs(refusal)) throw refusal;
    const sent = fromForm(body as Record<string, string>) as ActivityBody;
    return again(refusal, call, params as unknown as UnitParams, null, sent);
  },
  json: answerJson,
});

export const sendOneActivity = endpoint({
  method: 'POST',
  path: '/studio/:organization/:course/units/:unit/activities/:activity',
  summary: 'Changes an activity and nothing else of its unit, or the rows of its form',
  body: ActivityBody,
  bodyLimit,
  allow,
  fromForm,
  idempotency: 'none',
  run: (call, { params, body }) => sendActivity(call, params, params.activity, body),
  page: (outcome, call, { params }) => answer(outcome, call, params),
  refused(refusal, call, { params, body }) {
    if (!isOurs(refusal)) throw refusal;
    const sent = fromForm(body as Record<string, string>) as ActivityBody;
    return again(
      refusal,
      call,
      params as unknown as UnitParams,
      (params as { activity: string }).activity,
      sent,
    );
  },
  json: answerJson,
});
