/** Groups that hand in together: learners make and join them, staff look after them. */
import { translateTo } from '#lib/messages.ts';
import { isUuid } from '#lib/uuid.ts';
import { signedIn } from '#modules/access/index.ts';
import { listPeopleByEmail } from '#modules/accounts/index.ts';
import type { Run } from '#modules/catalog/index.ts';
import type { Activity } from '#modules/content/contract.ts';
import { findActivity, getRelease } from '#modules/content/index.ts';
import {
  enrollmentRefusals,
  groupKeyOf,
  joinGroup,
  leaveGroup,
  listGroups,
  listUngrouped,
  makeGroup,
  placeInGroup,
  removeFromGroup,
} from '#modules/enrollment/index.ts';
import { type Call, endpoint } from '#platform/endpoint.ts';
import { commonRefusals, Refusal } from '#platform/refusal.ts';
import { inCourse, openRun, rightsIn, splitAddresses } from '#screens/teach/index.ts';
import { links } from './links.ts';
import { type ActivityParams, JoinBody, PlaceBody } from './schema.ts';
import { GroupsPage } from './views/groups.tsx';

async function openGroupActivity(params: ActivityParams): Promise<{ run: Run; activity: Activity }> {
  const run = await openRun(params);
  const activity = findActivity(await getRelease(run.releaseId), params.activity);
  if (!activity?.group) throw new Refusal(enrollmentRefusals['group-not-found']);
  return { run, activity };
}

const toUnit = ({ activity }: { activity: Activity }, params: ActivityParams) => ({
  redirect: links.unit(params, activity.unitKey),
});

export const makeMyGroup = endpoint({
  method: 'POST',
  path: '/groups/:organization/:course/:run/:activity/make',
  summary: 'Makes a group for an activity, with oneself in it',
  allow: signedIn,
  async run(call, { params }) {
    const of = await openGroupActivity(params);
    await makeGroup(call, of.run, of.activity);
    return of;
  },
  page: (of, _call, { params }) => toUnit(of, params),
  json: () => ({ made: true }),
});

export const joinAGroup = endpoint({
  method: 'POST',
  path: '/groups/:organization/:course/:run/:activity/join',
  summary: 'Joins the group of an activity that has this code',
  body: JoinBody,
  allow: signedIn,
  async run(call, { params, body }) {
    const of = await openGroupActivity(params);
    await joinGroup(call, of.run, of.activity, body.code);
    return of;
  },
  page: (of, _call, { params }) => toUnit(of, params),
  json: () => ({ joined: true }),
});

export const leaveMyGroup = endpoint({
  method: 'POST',
  path: '/groups/:organization/:course/:run/:activity/leave',
  summary: 'Leaves the group of an activity, before it has handed in',
  allow: signedIn,
  async run(call, { params }) {
    const of = await openGroupActivity(params);
    await leaveGroup(call, of.run, of.activity);
    return of;
  },
  page: (of, _call, { params }) => toUnit(of, params),
  json: () => ({ left: true }),
});

const allow = inCourse('course.teach');
/** More than that are helped by their addresses. */
const mostShown = 200;

/** One entry for each group set, or activity without one. */
async function openGroups(call: Call, params: Omit<ActivityParams, 'activity'>) {
  const run = await openRun(params);
  const { activities } = await getRelease(run.releaseId);
  const ofKey = Map.groupBy(
    activities.filter(({ group }) => group),
    groupKeyOf,
  );
  const sets = await Promise.all(
    [...ofKey].map(async ([key, [first, ...others]]) => ({
      activities: first ? [first, ...others] : [],
      groups: await listGroups(run.id, key),
      without: await listUngrouped(run.id, key, mostShown),
    })),
  );
  return { run, rights: rightsIn(call.actor, params), sets };
}

export const showGroups = endpoint({
  method: 'GET',
  path: '/teach/:organization/:course/:run/groups',
  summary: 'Groups of a run that hand in together, and learners without one',
  allow,
  run: (call, { params }) => openGroups(call, params),
  page: (of, call, { params }) => ({
    title: `${translateTo(call.locale)('groups.title')} · ${of.run.courseTitle}`,
    robots: 'noindex',
    body: () => <GroupsPage {...of} params={params} />,
  }),
  json: ({ sets }) => ({
    sets: sets.map(({ activities, ...set }) => ({ activities: activities.map(({ key }) => key), ...set })),
  }),
});

export const placeLearners = endpoint({
  method: 'POST',
  path: '/teach/:organization/:course/:run/groups/:activity',
  summary: 'Puts learners into a group, or into a new one, out of wherever they were',
  body: PlaceBody,
  fromForm: ({ addresses = '', ...others }) => ({
    ...others,
    addresses: splitAddresses([addresses].flat().join('\n')),
  }),
  allow,
  async run(call, { params, body }) {
    const { run, activity } = await openGroupActivity(params);
    const people = await listPeopleByEmail(body.addresses.map((address) => address.toLowerCase()));
    const learnerIds = people.map(({ id }) => id);
    if (body.group && !isUuid(body.group)) throw new Refusal(enrollmentRefusals['group-not-found']);
    await placeInGroup(call, run, activity, learnerIds, body.group || null);
    return learnerIds.length;
  },
  page: (_count, _call, { params }) => ({ redirect: links.all(params) }),
  json: (placed) => ({ placed }),
});

export const removeMember = endpoint({
  method: 'POST',
  path: '/teach/:organization/:course/:run/groups/:activity/:person/remove',
  summary: 'Takes a learner out of their group, before it has handed in',
  allow,
  async run(call, { params }) {
    if (!isUuid(params.person)) throw new Refusal(commonRefusals['not-found']);
    const { run, activity } = await openGroupActivity(params);
    await removeFromGroup(call, run, activity, params.person);
  },
  page: (_result, _call, { params }) => ({ redirect: links.all(params) }),
  json: () => ({ removed: true }),
});
