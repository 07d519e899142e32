/** What the pages of peer review need: the module, with course and people around it. */
import { namesOfPeople } from '#modules/accounts/index.ts';
import { getRun, type Run } from '#modules/catalog/index.ts';
import type { Activity } from '#modules/content/contract.ts';
import { type Release, titleOf } from '#modules/content/index.ts';
import { releasesOf, runFor } from '#modules/enrollment/index.ts';
import {
  type OpenReview,
  type OpenWork,
  type Overview,
  openOverview,
  openPeers,
  openReview,
  openWork,
  type PeerState,
} from '#modules/peers/index.ts';
import type { Call } from '#platform/endpoint.ts';

import { limitOf, type ReleaseLimit, type Rights, rightsIn } from '#screens/teach/index.ts';
import type { ActivityParams, RunParams } from './schema.ts';

export const runOf = ({ organization, course, run }: RunParams): Promise<Run> =>
  getRun(organization, course, run);

/** As whoever asks meets it. */
const ownRunOf = async ({ actor }: Call, params: RunParams): Promise<Run> =>
  runFor(await runOf(params), actor.kind === 'person' ? actor.id : null);

interface Framed {
  run: Run;
  title: string;
  /** What the course is written in. */
  language: string;
}

async function frame(run: Run, key: string): Promise<Framed> {
  const { whole } = await releasesOf(run);
  return { run, title: titleOf(whole, key), language: whole.course.language };
}

export type ReviewsPage = Framed & { state: PeerState };

export async function loadReviews(call: Call, params: ActivityParams): Promise<ReviewsPage> {
  const run = await ownRunOf(call, params);
  return { ...(await frame(run, params.activity)), state: await openPeers(call, run, params.activity) };
}

export type WritePage = Framed & { open: OpenReview };

export async function loadReview(
  call: Call,
  params: ActivityParams & { review: string },
  staff: boolean,
): Promise<WritePage> {
  const run = await runOf(params);
  return {
    ...(await frame(run, params.activity)),
    open: await openReview(call, run, params.review, staff),
  };
}

export interface PeerDesk {
  run: Run;
  rights: Rights;
  activities: { activity: Activity; title: string; limit: ReleaseLimit | null; overview: Overview }[];
}

const peerActivities = ({ activities }: Release) => activities.filter(({ judgedBy }) => judgedBy === 'peers');

export async function loadDesk(call: Call, params: RunParams): Promise<PeerDesk> {
  const run = await runOf(params);
  const releases = await releasesOf(run);
  const activities = await Promise.all(
    peerActivities(releases.whole).map(async (activity) => ({
      activity,
      title: titleOf(releases.whole, activity.key),
      limit: limitOf(releases, activity.key),
      overview: await openOverview(call, run, activity.key),
    })),
  );
  return { run, rights: rightsIn(call.actor, params), activities };
}

export type Names = ReadonlyMap<string, string>;

const namesOf = (ids: readonly (string | null)[]): Promise<Names> =>
  namesOfPeople(ids.filter((id) => id !== null));

export type OverviewPage = Framed & { rights: Rights; overview: Overview; names: Names };

export async function loadOverview(call: Call, params: ActivityParams): Promise<OverviewPage> {
  const run = await runOf(params);
  const overview = await openOverview(call, run, params.activity);
  const names = await namesOf(overview.lines.map(({ work }) => work.learnerId));
  return { ...(await frame(run, params.activity)), rights: rightsIn(call.actor, params), overview, names };
}

export type WorkPage = Framed & { open: OpenWork; names: Names };

export async function loadWork(call: Call, params: ActivityParams & { work: string }): Promise<WorkPage> {
  const run = await runOf(params);
  const open = await openWork(call, run, params.activity, params.work);
  const { work, received } = open.line;
  const names = await namesOf([work.learnerId, ...received.map(({ reviewerId }) => reviewerId)]);
  return { ...(await frame(run, params.activity)), open, names };
}
