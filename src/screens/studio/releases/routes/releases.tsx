/** Releases of a course: the list, one of them, going back, plans and pilots. */
import { translateTo } from '#lib/messages.ts';
import { type Call, endpoint } from '#platform/endpoint.ts';
import { inCourse } from '#screens/teach/index.ts';
import { links } from '../links.ts';
import { ReleaseQuery, ShowBody } from '../schema.ts';
import {
  callOff,
  finishPilot,
  type OpenRelease,
  openRelease,
  openReleases,
  openShowing,
  showRelease,
} from '../service/releases.ts';
import { ReleasePage, ShowAgainPage } from '../views/release.tsx';
import { ReleasesPage } from '../views/releases.tsx';

const titleOf = (call: Call, open: { course: { title: string } }) =>
  `${translateTo(call.locale)('releases.releases')} · ${open.course.title}`;

export const showReleases = endpoint({
  method: 'GET',
  path: '/studio/:organization/:course/releases',
  summary: 'Releases of a course, planned ones and pilots',
  allow: inCourse('course.edit'),
  run: (call, { params }) => openReleases(call, params),
  page: (open, call) => ({
    title: titleOf(call, open),
    robots: 'noindex',
    body: () => <ReleasesPage {...open} />,
  }),
  json: ({ releases, plans, pilots, runs, course }) => ({
    ...{ current: course.releaseId, releases, plans, pilots },
    runs: runs.map(({ key, releaseId, pilot }) => ({ key, releaseId, pilot })),
  }),
});

const releaseJson = ({ publication, other, difference }: OpenRelease) => ({
  ...publication,
  comparedWith: other?.number ?? null,
  diff: difference?.diff ?? null,
  effects: difference?.effects ?? [],
  files: difference?.files ?? null,
});

export const showOneRelease = endpoint({
  method: 'GET',
  path: '/studio/:organization/:course/releases/:number',
  summary: 'A release and what it differs in from the one before it, or from any other',
  query: ReleaseQuery,
  allow: inCourse('course.edit'),
  run: (call, { params, query }) => openRelease(call, params, query),
  page: (open, call) => ({
    title: titleOf(call, open),
    robots: 'noindex',
    body: () => <ReleasePage {...open} />,
  }),
  json: releaseJson,
});

export const askToShow = endpoint({
  method: 'GET',
  path: '/studio/:organization/:course/releases/:number/show',
  summary: 'What showing a release again would do to those who see another one now',
  allow: inCourse('course.publish'),
  run: (call, { params }) => openShowing(call, params),
  page: (open, call) => ({
    title: titleOf(call, open),
    robots: 'noindex',
    body: () => <ShowAgainPage {...open} />,
  }),
  json: releaseJson,
});

export const showItAgain = endpoint({
  method: 'POST',
  path: '/studio/:organization/:course/releases/:number/show',
  summary: 'Every run shows this release again; the draft becomes it only where that is wanted',
  body: ShowBody,
  fromForm: ({ alsoDraft }) => ({ alsoDraft: alsoDraft === 'true' }),
  allow: inCourse('course.publish'),
  async run(call, { params, body }) {
    const note = translateTo(call.locale)('releases.draft-as-release', { number: Number(params.number) });
    return { number: await showRelease(call, params, { ...body, note }) };
  },
  page: ({ number }, _call, { params }) => ({
    redirect: links(params).releases,
    flash: { message: 'releases.is-shown', values: { number } },
  }),
  json: (result) => result,
});

export const cancelPlanned = endpoint({
  method: 'POST',
  path: '/studio/:organization/:course/plans/:id/cancel',
  summary: 'Calls off a planned release',
  allow: inCourse('course.publish'),
  run: (call, { params }) => callOff(call, params),
  page: (_result, _call, { params }) => ({
    redirect: links(params).releases,
    flash: { message: 'releases.is-cancelled' },
  }),
  json: () => ({ state: 'cancelled' }),
});

export const extendPilot = endpoint({
  method: 'POST',
  path: '/studio/:organization/:course/pilots/:id/everybody',
  summary: 'Shows the release of a pilot to everybody',
  allow: inCourse('course.publish'),
  run: (call, { params }) => finishPilot(call, params, 'everybody'),
  page: (_result, _call, { params }) => ({
    redirect: links(params).releases,
    flash: { message: 'releases.pilot-is-everybody' },
  }),
  json: () => ({ outcome: 'everybody' }),
});

export const stopPilot = endpoint({
  method: 'POST',
  path: '/studio/:organization/:course/pilots/:id/stop',
  summary: 'Ends a pilot: its cohort sees what everybody else sees',
  allow: inCourse('course.publish'),
  run: (call, { params }) => finishPilot(call, params, 'stopped'),
  page: (_result, _call, { params }) => ({
    redirect: links(params).releases,
    flash: { message: 'releases.pilot-is-stopped' },
  }),
  json: () => ({ outcome: 'stopped' }),
});
