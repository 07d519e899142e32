/** From the draft to the branch: each revision as a commit of its author; to a branch of its own where that is not taken. */
import { findCourseById } from '#modules/catalog/index.ts';
import { gitRefusals, type Pushed, pushCommit } from '#platform/git/index.ts';
import { Refusal } from '#platform/refusal.ts';
import type { GitDetails, GitLink } from '../../schema/git.ts';
import { findLinkById, noteBranch, type Settled } from '../../store/git.ts';
import { writeLine } from './line.ts';
import { type Hands, pull } from './pull.ts';
import { remoteOf } from './remote.ts';

/** How often somebody else may push between our pull and our push. */
const mostTries = 3;

async function asideOf({ courseId }: GitLink): Promise<string> {
  const course = await findCourseById(courseId);
  return `lectern/${course?.key ?? courseId}`;
}

interface Sent {
  commit: string;
  revision: number;
  details: GitDetails;
}

const settled = (outcome: Settled['outcome'], sent: Sent): Settled => ({ outcome, ...sent });

/** Ours alone, so it may be written anew. */
async function sendAside(repository: string, link: GitLink, sent: Sent): Promise<Settled> {
  const branch = await asideOf(link);
  const to = { commit: sent.commit, branch, force: true };
  if ((await pushCommit(repository, await remoteOf(link), to)) !== 'done')
    throw new Refusal(gitRefusals['git-denied'], { values: { url: link.url } });
  return settled('sent-aside', { ...sent, details: { ...sent.details, branch } });
}

async function send(repository: string, link: GitLink, { commit, revision, details }: Sent): Promise<Pushed> {
  const { branch } = link;
  const pushed = await pushCommit(repository, await remoteOf(link), { commit, branch });
  if (pushed === 'done') await noteBranch(link.id, commit, revision);
  details.branch = branch;
  return pushed;
}

/** Pulls first, so that nothing of the branch is passed over; what cannot be merged here is merged there. */
export async function push(repository: string, link: GitLink, hands: Hands): Promise<Settled> {
  for (let tries = 0; tries < mostTries; tries += 1) {
    const pulled = await pull(repository, link, hands);
    const current = (await findLinkById(link.id)) ?? link;
    const { commit, revision } = await writeLine(repository, current);
    if (commit === null) return { outcome: 'unchanged', commit, revision, details: {} };
    const sent: Sent = { commit, revision, details: pulled.details };
    if (pulled.outcome === 'refused') sent.details = {};
    if (pulled.outcome === 'conflict' || pulled.outcome === 'mistakes') {
      if (link.branchCommit === null) return pulled;
      return sendAside(repository, current, sent);
    }
    if (commit === current.branchCommit) return settled(pulled.outcome, sent);
    const pushed = await send(repository, current, sent);
    if (pushed === 'done') return settled('sent', sent);
    if (pushed === 'protected') return sendAside(repository, current, sent);
  }
  return { outcome: 'refused', commit: null, revision: null, details: { refusal: { code: 'git-busy' } } };
}
