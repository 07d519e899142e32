/** Doing what was asked of a link: one thing at a time, whose outcome is kept and told to the forge. */
import { isUuid } from '#lib/uuid.ts';
import { findCourseById } from '#modules/catalog/index.ts';
import type { Author } from '#modules/content/index.ts';
import { outsideTransaction } from '#platform/database.ts';
import { isPrivateHost, openRepository } from '#platform/git/index.ts';
import { log } from '#platform/log.ts';
import { send } from '#platform/outbound.ts';
import { Refusal } from '#platform/refusal.ts';
import { site } from '#platform/site.ts';
import { stateOf, statusRequest } from '../../rules/git-forge.ts';
import type { GitLink, GitSync } from '../../schema/git.ts';
import * as store from '../../store/git.ts';
import { type Hands, pull } from './pull.ts';
import { push } from './push.ts';
import { unseal } from './sealing.ts';

function handsOf({ madeBy }: GitLink, { id }: GitSync, now: Date): Hands {
  const requestId = `git:${id}`;
  const person = {
    ...{ kind: 'person' as const, id: madeBy, name: '', email: '', locale: null, timeZone: null },
    ...{ grants: [], sessionId: '' },
  };
  const publisher: Author = {
    actor: isUuid(madeBy) ? person : { kind: 'system', name: madeBy },
    requestId,
    now,
  };
  return {
    publisher,
    author: (name) => ({ actor: { kind: 'system', name: `git: ${name}` }, requestId, now }),
  };
}

async function attempt(link: GitLink, sync: GitSync, now: Date): Promise<store.Settled> {
  try {
    const repository = await openRepository(link.id);
    const work = sync.direction === 'pull' ? pull : push;
    return await work(repository, link, handsOf(link, sync, now));
  } catch (error) {
    const known = error instanceof Refusal;
    if (!known) log().error({ err: error, link: link.id }, 'a repository could not be worked on');
    const refusal = known
      ? { code: error.code, values: error.details.values, fields: error.details.fields?.slice(0, 50) }
      : { code: 'git-failed', values: { said: '' } };
    return { outcome: 'refused', commit: null, revision: null, details: { refusal } };
  }
}

/** What stands beside the commit at the forge, in one line. */
function describeOutcome({ outcome, details }: store.Settled): string {
  const [first, ...rest] = details.problems ?? [];
  if (outcome === 'mistakes' && first) {
    const place = first.line === null ? first.file : `${first.file}:${first.line}`;
    return `${place}: ${first.message}${rest.length > 0 ? ` (and ${rest.length} more)` : ''}`;
  }
  if (outcome === 'conflict')
    return `Conflicts with edits in the studio: ${details.conflicts?.[0]?.path ?? ''}`;
  if (details.release !== undefined) return `Published as release ${details.release}`;
  if (details.refusal) return `Saved as a draft, not published: ${details.refusal.code}`;
  return outcome === 'refused' ? 'The course could not be read' : 'The course is good';
}

const statusLimits = { timeoutMs: 10_000, maxBytes: 256 * 1024 };

/** A forge that does not listen changes nothing here: the outcome stands on our own page. */
async function tellForge(link: GitLink, settled: store.Settled): Promise<void> {
  const { commit, outcome } = settled;
  const course = await findCourseById(link.courseId);
  if (!commit || !link.sealedToken || !course) return;
  const status = {
    commit,
    state: stateOf[outcome],
    description: describeOutcome(settled),
    target: `${site().baseUrl}/studio/${course.organization.key}/${course.key}/git`,
  };
  const request = statusRequest(link.forge, link.url, await unseal(link.sealedToken), status);
  if (!request) return;
  const trusted = isPrivateHost(new URL(request.url).host);
  try {
    const answer = await send({ method: 'POST', ...request, ...statusLimits, trusted });
    if (answer.status >= 300)
      log().warn({ link: link.id, status: answer.status }, 'a forge took no commit status');
  } catch (error) {
    log().warn({ err: error, link: link.id }, 'a forge could not be told of a commit');
  }
}

async function workOn(sync: GitSync): Promise<void> {
  const link = await store.findLinkById(sync.linkId);
  if (!link) return;
  const settled = await attempt(link, sync, new Date());
  await store.settleSync(sync.id, settled);
  if (sync.direction === 'pull') await tellForge(link, settled);
}

/** The lock is the job's; the work saves as it goes on, and a second time finds less to do. */
export async function workOnSync(id: string): Promise<void> {
  const sync = await outsideTransaction(() => store.beginSync(id));
  if (!sync) return;
  await store.lockLink(sync.linkId);
  await outsideTransaction(() => workOn(sync));
}
