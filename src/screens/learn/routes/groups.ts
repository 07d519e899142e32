/** Learners make, join and leave the group of an activity, beside the activity itself. */
import { translateTo } from '#lib/messages.ts';
import { signedIn } from '#modules/access/index.ts';
import type { Run } from '#modules/catalog/index.ts';
import type { Activity } from '#modules/content/contract.ts';
import { enrollmentRefusals, joinGroup, leaveGroup, makeGroup } from '#modules/enrollment/index.ts';
import { type Call, endpoint, type Page } from '#platform/endpoint.ts';
import { Refusal } from '#platform/refusal.ts';
import { problemsOf } from '#ui/problems.ts';
import { links } from '../links.ts';
import { JoinBody } from '../schema.ts';
import { openRun, openUnit } from '../service/reading.ts';
import { unitPage } from './reading.tsx';

interface Params {
  organization: string;
  course: string;
  run: string;
  activity: string;
}

async function openActivity(call: Call, params: Params): Promise<{ run: Run; activity: Activity }> {
  const { run, course } = await openRun(call, params);
  const activity = course.activities.get(params.activity);
  if (!activity?.group) throw new Refusal(enrollmentRefusals['group-not-found']);
  return { run, activity };
}

/** Back to the activity, whose card says who is in the group now. */
const toActivity = ({ activity }: { activity: Activity }, params: Params) => ({
  redirect: `${links(params).unit(activity.unitKey)}#${activity.key}`,
});

/** The unit again, with what is wrong at the form of the group. */
async function refused(
  refusal: Refusal,
  call: Call,
  { params, body }: { params: Params; body: Record<string, unknown> },
): Promise<Page> {
  const { activity } = await openActivity(call, params);
  const open = await openUnit(call, { ...params, unit: activity.unitKey });
  const [problem] = problemsOf(refusal, translateTo(call.locale), {});
  const typed = typeof body.code === 'string' ? body.code : null;
  return unitPage(open, call, params, {
    activity: activity.key,
    fields: [],
    answer: undefined,
    group: { problem: problem?.message ?? '', code: typed },
  });
}

export const makeMyGroup = endpoint({
  method: 'POST',
  path: '/groups/:organization/:course/:run/:activity/make',
  summary: 'Makes a group for an activity, with oneself in it',
  allow: signedIn,
  async run(call, { params }) {
    const of = await openActivity(call, params);
    await makeGroup(call, of.run, of.activity);
    return of;
  },
  page: (of, _call, { params }) => toActivity(of, params),
  refused,
  json: () => ({ made: true }),
});

export const joinAGroup = endpoint({
  method: 'POST',
  path: '/groups/:organization/:course/:run/:activity/join',
  summary: 'Joins the group of an activity that has this code',
  body: JoinBody,
  allow: signedIn,
  async run(call, { params, body }) {
    const of = await openActivity(call, params);
    await joinGroup(call, of.run, of.activity, body.code);
    return of;
  },
  page: (of, _call, { params }) => toActivity(of, params),
  refused,
  json: () => ({ joined: true }),
});

export const leaveMyGroup = endpoint({
  method: 'POST',
  path: '/groups/:organization/:course/:run/:activity/leave',
  summary: 'Leaves the group of an activity, before it has handed in',
  allow: signedIn,
  async run(call, { params }) {
    const of = await openActivity(call, params);
    await leaveGroup(call, of.run, of.activity);
    return of;
  },
  page: (of, _call, { params }) => toActivity(of, params),
  refused,
  json: () => ({ left: true }),
});
