/** Groups that hand in together, for staff: who is with whom, putting together, taking out. */
import { translateTo } from '#lib/messages.ts';
import { isUuid } from '#lib/uuid.ts';
import type { Run } from '#modules/catalog/index.ts';
import type { Activity } from '#modules/content/contract.ts';
import { findActivity, titleOf } from '#modules/content/index.ts';
import {
  enrollmentRefusals,
  groupKeyOf,
  listGroups,
  listUngrouped,
  placeInGroup,
  releasesOf,
  removeFromGroup,
} from '#modules/enrollment/index.ts';
import { type Call, endpoint, type Page } from '#platform/endpoint.ts';
import { commonRefusals, Refusal } from '#platform/refusal.ts';
import { findByAddress, inCourse, openRun, rightsIn, splitAddresses } from '#screens/teach/index.ts';
import { problemsOf } from '#ui/problems.ts';
import { links } from './links.ts';
import { type ActivityParams, PlaceBody, type RunParams } from './schema.ts';
import { GroupsPage, type RefusedForm } from './views/groups.tsx';

async function openGroupActivity(params: ActivityParams): Promise<{ run: Run; activity: Activity }> {
  const run = await openRun(params);
  const activity = findActivity((await releasesOf(run)).whole, params.activity);
  if (!activity?.group) throw new Refusal(enrollmentRefusals['group-not-found']);
  return { run, activity };
}

const allow = inCourse('course.teach');
/** More than that are helped by their addresses. */
const mostShown = 200;

/** One entry for each group set, or activity without one. */
async function openGroups(call: Call, params: RunParams) {
  const run = await openRun(params);
  const { whole } = await releasesOf(run);
  const ofKey = Map.groupBy(
    whole.activities.filter(({ group }) => group),
    groupKeyOf,
  );
  const sets = await Promise.all(
    [...ofKey].map(async ([key, activities]) => ({
      title: activities.map((activity) => titleOf(whole, activity.key)).join(' · '),
      activities,
      groups: await listGroups(run.id, key),
      without: await listUngrouped(run.id, key, mostShown),
    })),
  );
  return { run, rights: rightsIn(call.actor, params), sets };
}

type GroupsOfRun = Awaited<ReturnType<typeof openGroups>>;

const groupsPage = (of: GroupsOfRun, call: Call, params: RunParams, refused?: RefusedForm): Page => ({
  title: `${translateTo(call.locale)('groups.title')} · ${of.run.courseTitle}`,
  robots: 'noindex',
  body: () => <GroupsPage {...of} params={params} refused={refused} />,
});

/** Which field of the form a refusal is about; any other is about the form. */
const fieldOf: Record<string, string> = {
  'group-full': 'group',
  'group-fixed': 'group',
  'nobody-chosen': 'addresses',
  'not-for-oneself': 'addresses',
};

/** The groups again, with what is wrong at the form of this activity. */
async function refused(
  refusal: Refusal,
  call: Call,
  { params, body }: { params: ActivityParams; body: Record<string, unknown> },
): Promise<Page> {
  const t = translateTo(call.locale);
  const labels = { addresses: t('times.addresses'), group: t('groups.group') };
  const own = { 'nobody-of-address': 'groups.nobody-of-address' } as const;
  const problems = problemsOf(refusal, t, labels, own).map(({ path, message }) => ({
    path: path || (body.addresses === undefined ? '' : (fieldOf[refusal.code] ?? '')),
    message,
  }));
  return groupsPage(await openGroups(call, params), call, params, {
    activity: params.activity,
    problems,
    values: body,
  });
}

export const showGroups = endpoint({
  method: 'GET',
  path: '/teach/:organization/:course/:run/groups',
  summary: 'Groups of a run that hand in together, and learners without one',
  allow,
  run: (call, { params }) => openGroups(call, params),
  page: (of, call, { params }) => groupsPage(of, call, params),
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
    const { learnerIds, missing } = await findByAddress(run, body.addresses);
    if (missing.length > 0)
      throw new Refusal(enrollmentRefusals['nobody-chosen'], {
        fields: [{ path: 'addresses', message: 'nobody-of-address' }],
        values: { addresses: missing.join(', ') },
      });
    if (body.group && !isUuid(body.group)) throw new Refusal(enrollmentRefusals['group-not-found']);
    await placeInGroup(call, run, activity, learnerIds, body.group || null);
    return learnerIds.length;
  },
  page: (count, _call, { params }) => ({
    redirect: links.all(params),
    flash: { message: 'groups.flash-placed', values: { count }, tone: 'success' },
  }),
  refused,
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
  page: (_result, _call, { params }) => ({
    redirect: links.all(params),
    flash: { message: 'groups.flash-removed', tone: 'success' },
  }),
  refused,
  json: () => ({ removed: true }),
});
