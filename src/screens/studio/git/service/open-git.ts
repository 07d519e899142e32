/** What the page Git shows of a course: how it is linked, what is not sent yet, what came of each pull and push. */
import { isUuid } from '#lib/uuid.ts';
import { namesOfPeople } from '#modules/accounts/index.ts';
import { findLink, type GitLink, type GitSync, hookSecretOf, listSyncs } from '#modules/authoring/index.ts';
import type { Call } from '#platform/endpoint.ts';
import { site } from '#platform/site.ts';
import { type CourseParams, openDraftWith, type StudioCourse } from '#screens/studio/outline/index.ts';

export interface LoggedSync extends GitSync {
  /** A name, where a person asked. */
  asker: string | null;
}

export type ShownLink = Omit<GitLink, 'sealedToken' | 'sealedSecret' | 'madeBy'> & { hasToken: boolean };

export interface OpenGit {
  studio: StudioCourse;
  revision: number;
  link: ShownLink | null;
  syncs: LoggedSync[];
  /** Asked for, and not done yet. */
  underWay: boolean;
  /** What the forge is told, so that it calls. */
  hook: { url: string; secret: string } | null;
}

const mostSyncs = 30;

async function withAskers(syncs: readonly GitSync[]): Promise<LoggedSync[]> {
  const names = await namesOfPeople(syncs.map(({ askedBy }) => askedBy).filter(isUuid));
  return syncs.map((sync) => ({ ...sync, asker: names.get(sync.askedBy) ?? null }));
}

const shown = ({ sealedToken, sealedSecret: _, madeBy: __, ...link }: GitLink): ShownLink => ({
  ...link,
  hasToken: sealedToken !== null,
});

export async function openGit(call: Call, params: CourseParams): Promise<OpenGit> {
  const [open, link] = await openDraftWith(call, params, 'course.publish', findLink);
  const { draft, source: _, ...studio } = open;
  const page = { studio, revision: draft.revision };
  if (!link) return { ...page, link: null, syncs: [], underWay: false, hook: null };
  const syncs = await withAskers(await listSyncs(link.id, mostSyncs));
  return {
    ...page,
    link: shown(link),
    syncs,
    underWay: syncs.some(({ settledAt }) => settledAt === null),
    hook: { url: `${site().baseUrl}/git/${link.id}/hook`, secret: await hookSecretOf(link) },
  };
}
