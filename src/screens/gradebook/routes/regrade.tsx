/** Regrading: proposed, judged in the shadow, looked at, applied, taken back. */
import { Type } from 'typebox';
import { translateTo } from '#lib/messages.ts';
import { activityTypeOf, judgedBy } from '#modules/content/contract.ts';
import { listReleases, titleOf } from '#modules/content/index.ts';
import type { RunReleases } from '#modules/enrollment/index.ts';
import {
  applyRegrade,
  enqueueRegrade,
  listRegrades,
  openRegrade,
  startRegrade,
  stopRegrade,
  undoRegrade,
} from '#modules/gradebook/index.ts';
import { type Call, endpoint, type Page } from '#platform/endpoint.ts';

import { inCourse, rightsIn } from '#screens/teach/index.ts';
import type { FormValues, Problem } from '#ui/form.tsx';
import { problemsOf } from '#ui/problems.ts';
import { formatTime } from '#ui/time.tsx';
import { links } from '../links.ts';
import { columnsOf } from '../rules/columns.ts';
import type { RunParams } from '../schema.ts';
import { namesOf, openRun } from '../service.ts';
import { RegradePage, RegradesPage } from '../views/regrade.tsx';

const allow = inCourse('course.teach');
const closed = { additionalProperties: false };

const RegradeBody = Type.Object(
  {
    activity: Type.String({ minLength: 1, maxLength: 200 }),
    release: Type.String({ minLength: 1, maxLength: 100 }),
    reason: Type.String({ minLength: 1, maxLength: 500 }),
  },
  closed,
);
const ApplyBody = Type.Object(
  { only: Type.Enum(['raises', 'all']), notify: Type.Boolean({ default: false }) },
  closed,
);

/** What a rule or a machine judges; people are asked on their desk. */
const regradable = (releases: RunReleases) =>
  columnsOf(releases, '').flatMap(({ columns }) =>
    columns.filter(
      ({ activity }) =>
        activityTypeOf(activity.type).answer && ['rule', 'machine'].includes(judgedBy(activity)),
    ),
  );

async function openRegrades(params: RunParams) {
  const open = await openRun(params);
  const { id, courseId } = open.run;
  const [regrades, published] = await Promise.all([listRegrades(id), listReleases(courseId)]);
  return { ...open, regrades, published };
}

async function regradesPage(
  call: Call,
  params: RunParams,
  { run, releases, course, regrades, published }: Awaited<ReturnType<typeof openRegrades>>,
  again: { problems?: Problem[]; values?: FormValues } = {},
): Promise<Page> {
  const nameOf = await namesOf(regrades.map(({ madeBy }) => madeBy));
  const t = translateTo(call.locale);
  return {
    title: `${t('gradebook.regrades')} · ${run.courseTitle}`,
    robots: 'noindex',
    body: () => (
      <RegradesPage
        {...{ run, params, regrades, nameOf, ...again }}
        rights={rightsIn(call.actor, params)}
        to={links(params)}
        titleOf={(key) => titleOf(course.release, key)}
        activities={regradable(releases).map(({ activity: { key } }) => ({
          value: key,
          label: `${titleOf(course.release, key)} (${key})`,
        }))}
        releases={published.map(({ number, releaseId, createdAt, notes }) => ({
          value: releaseId,
          label: [number, formatTime(createdAt, 'date', call.locale, run.zone), notes]
            .filter(Boolean)
            .join(' · '),
        }))}
      />
    ),
  };
}

export const showRegrades = endpoint({
  method: 'GET',
  path: '/teach/:organization/:course/:run/grades/regrades',
  summary: 'Regradings of a run, newest first',
  allow,
  run: (_call, { params }) => openRegrades(params),
  page: (open, call, { params }) => regradesPage(call, params, open),
  json: ({ regrades }) => ({ regrades }),
});

export const proposeRegrade = endpoint({
  method: 'POST',
  path: '/teach/:organization/:course/:run/grades/regrades',
  summary: 'Judges all stored answers of an activity anew, in the shadow, with the settings of a release',
  body: RegradeBody,
  allow,
  successStatus: 201,
  async run(call, { params, body }) {
    const { run } = await openRun(params);
    const { activity, release, reason } = body;
    const input = { activityKey: activity, releaseId: release, reason };
    const { id } = await startRegrade(call, run, input, enqueueRegrade);
    return { id };
  },
  page: ({ id }, _call, { params }) => ({ redirect: links(params).regrade(id) }),
  async refused(refusal, call, { params, body }) {
    const t = translateTo(call.locale);
    const labels = { reason: t('gradebook.regrade-reason'), activity: t('learn.activity') };
    const problems = problemsOf(refusal, t, labels);
    return regradesPage(call, params, await openRegrades(params), { problems, values: body });
  },
  json: (result) => result,
});

export const showRegrade = endpoint({
  method: 'GET',
  path: '/teach/:organization/:course/:run/grades/regrades/:id',
  summary: 'A regrading: how far it is, and what applying it would do to everybody',
  allow,
  async run(call, { params }) {
    const { run, releases, course } = await openRun(params);
    return { run, course, ...(await openRegrade(run, releases, params.id, call.now)) };
  },
  page: ({ course, ...shown }, call, { params }) => ({
    title: `${titleOf(course.release, shown.regrade.activityKey)} · ${shown.run.courseTitle}`,
    robots: 'noindex',
    body: () => (
      <RegradePage
        {...shown}
        params={params}
        rights={rightsIn(call.actor, params)}
        to={links(params)}
        titleOf={(key) => titleOf(course.release, key)}
      />
    ),
  }),
  json: ({ run: _run, course: _course, ...shown }) => shown,
});

export const stopRegrading = endpoint({
  method: 'POST',
  path: '/teach/:organization/:course/:run/grades/regrades/:id/stop',
  summary: 'Stops a regrading that is judged in the shadow; nothing of it counts',
  allow,
  async run(call, { params }) {
    const { run } = await openRun(params);
    await stopRegrade(call, run, params.id);
  },
  page: (_result, _call, { params }) => ({ redirect: links(params).regrade(params.id) }),
  json: () => ({ state: 'stopped' }),
});

export const applyRegrading = endpoint({
  method: 'POST',
  path: '/teach/:organization/:course/:run/grades/regrades/:id/apply',
  summary: 'Applies a regrading, all of it or only raises; each learner whose points change may get a mail',
  body: ApplyBody,
  fromForm: ({ only, notify }) => ({ only, notify: notify === 'true' }),
  allow,
  async run(call, { params, body }) {
    const { run } = await openRun(params);
    const chosen = { onlyRaises: body.only === 'raises', notify: body.notify };
    await applyRegrade(call, run, params.id, chosen, enqueueRegrade);
  },
  page: (_result, _call, { params }) => ({ redirect: links(params).regrade(params.id) }),
  json: () => ({ state: 'applying' }),
});

export const undoRegrading = endpoint({
  method: 'POST',
  path: '/teach/:organization/:course/:run/grades/regrades/:id/undo',
  summary: 'Takes an applied regrading back, wherever nobody has judged since',
  allow,
  async run(call, { params }) {
    const { run } = await openRun(params);
    await undoRegrade(call, run, params.id, enqueueRegrade);
  },
  page: (_result, _call, { params }) => ({ redirect: links(params).regrade(params.id) }),
  json: () => ({ state: 'undoing' }),
});
