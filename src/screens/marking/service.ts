/** What the pages of the desk need: marking, with the people, course and files around it. */
import { listGrants, permissionsOfRole } from '#modules/access/index.ts';
import { findPersonByEmail } from '#modules/accounts/index.ts';
import { listLatest } from '#modules/attempts/index.ts';
import { getRun, type Run } from '#modules/catalog/index.ts';
import type { Activity } from '#modules/content/contract.ts';
import { findActivity, type Release } from '#modules/content/index.ts';
import { releasesOf } from '#modules/enrollment/index.ts';
import {
  type DeskList,
  deskPageSize,
  enqueueReleased,
  filterFor,
  findNeighbours,
  getTask,
  listDesk,
  listPolicies,
  listReplies,
  type Marker,
  markingRefusals,
  markOnDemand,
  markRead,
  type Neighbours,
  type OpenTask,
  type Policy,
  type Reply,
  usualPolicy,
} from '#modules/marking/index.ts';
import type { Call } from '#platform/endpoint.ts';
import { commonRefusals, Refusal } from '#platform/refusal.ts';
import { type Rights, rightsIn } from '#screens/teach/index.ts';
import { feedbackLink, links } from './links.ts';
import { countOf, filterOf, viewerOf } from './rules.ts';
import type { DeskQuery, RunParams } from './schema.ts';

export interface OpenDesk {
  run: Run;
  /** With what only a pilot has. */
  release: Release;
  viewer: Marker;
  rights: Rights;
}

export async function openDesk(call: Call, params: RunParams): Promise<OpenDesk> {
  const run = await getRun(params.organization, params.course, params.run);
  const rights = rightsIn(call.actor, params);
  return { run, rights, release: (await releasesOf(run)).whole, viewer: viewerOf(call.actor, params) };
}

/** What goes out when grades are released: who handed in reads there, who did so with others, where their grades are. */
export const telling = (params: RunParams) => ({
  path: (submissionId: string | null) => (submissionId ? feedbackLink(submissionId) : links(params).progress),
  enqueue: enqueueReleased,
});

export interface Queue extends OpenDesk, DeskList {
  query: DeskQuery;
  page: number;
  pages: number;
  /** Tasks that the filters find. */
  total: number;
}

export async function openQueue(
  call: Call,
  params: RunParams,
  { page, ...query }: DeskQuery & { page: number },
): Promise<Queue> {
  const desk = await openDesk(call, params);
  const list = await listDesk(filterFor(desk.run, desk.viewer, filterOf(query)), page);
  const total = countOf(list, query.activity, query.state);
  return { ...desk, ...list, query, page, total, pages: Math.max(1, Math.ceil(total / deskPageSize)) };
}

export interface TaskPage extends OpenDesk {
  open: OpenTask;
  neighbours: Neighbours;
  replies: Reply[];
  query: DeskQuery;
}

/** Opening a task counts as having read what its learner wrote. */
export async function openTaskPage(
  call: Call,
  params: RunParams & { task: string },
  query: DeskQuery,
): Promise<TaskPage> {
  const desk = await openDesk(call, params);
  const { run, viewer } = desk;
  const open = await getTask(run, params.task, viewer);
  const [neighbours, replies] = await Promise.all([
    findNeighbours(filterFor(run, viewer, filterOf(query)), open.task.id),
    listReplies(run.courseId, viewer.id),
    open.thread?.staffUnread ? markRead(open.task, 'staff') : undefined,
  ]);
  return { ...desk, open, neighbours, replies, query };
}

export interface Colleague {
  id: string;
  name: string;
}

/** Who may mark in a course, by name. */
export async function listMarkers({ organizationKey, courseKey }: Run): Promise<Colleague[]> {
  const target = `${organizationKey}/${courseKey}`;
  const grants = await Promise.all([
    listGrants({ scope: 'course', target }),
    listGrants({ scope: 'organization', target: organizationKey }),
  ]);
  const able = grants.flat().filter(({ role }) => permissionsOfRole[role].includes('course.mark'));
  const names = new Map(able.map(({ personId, name }) => [personId, name]));
  return [...names].map(([id, name]) => ({ id, name })).sort((a, b) => a.name.localeCompare(b.name));
}

export interface PolicyPage extends OpenDesk {
  activity: Activity;
  policy: Policy;
  markers: Colleague[];
  cohorts: { key: string; title: string }[];
  held: number;
}

export async function openPolicy(call: Call, params: RunParams & { activity: string }): Promise<PolicyPage> {
  const desk = await openDesk(call, params);
  const activity = findActivity(desk.release, params.activity);
  if (!activity) throw new Refusal(commonRefusals['not-found']);
  const filter = { activity: activity.key, state: null, marker: null, cohort: null };
  const [policies, markers, list] = await Promise.all([
    listPolicies(desk.run.id),
    listMarkers(desk.run),
    listDesk(filterFor(desk.run, desk.viewer, filter), 1),
  ]);
  const held = countOf(list, activity.key, 'held');
  return {
    ...desk,
    activity,
    policy: policies.get(activity.key) ?? usualPolicy,
    markers,
    cohorts: list.cohorts,
    held,
  };
}

/** Puts a learner's newest submission on the desk. */
export async function demandTask(
  call: Call,
  params: RunParams,
  { learner, activity }: { learner: string; activity: string },
): Promise<string> {
  const { run } = await openDesk(call, params);
  const person = await findPersonByEmail(learner.trim().toLowerCase());
  const latest = person ? await listLatest(person.id, run.id) : [];
  const found = latest.find(({ activityKey }) => activityKey === activity);
  if (!found)
    throw new Refusal(markingRefusals['nothing-to-mark'], {
      fields: [{ path: 'learner', message: 'nothing-to-mark' }],
    });
  return markOnDemand(found);
}
