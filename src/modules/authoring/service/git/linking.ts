/** Joining a course to a repository, and asking for pulls and pushes. Whoever calls has asked who may. */
import { randomBytes } from 'node:crypto';
import { isUuid } from '#lib/uuid.ts';
import { record } from '#modules/audit/index.ts';
import { type Author, nameOf } from '#modules/content/index.ts';
import { transaction } from '#platform/database.ts';
import { dropRepository, gitRefusals, isBranchName, isPrivateHost } from '#platform/git/index.ts';
import { Refusal } from '#platform/refusal.ts';
import { folderOf } from '../../rules/git-files.ts';
import { type HookCall, isSigned, readDelivery, secretPrefix } from '../../rules/git-hook.ts';
import { type Cause, type Direction, type GitLink, type GitSettings, refusals } from '../../schema/git.ts';
import * as store from '../../store/git.ts';
import { seal, unseal } from './sealing.ts';

/** The roof gives what brings the work on its way: the job stands above this file. */
export type Enqueue = (id: string) => Promise<void>;

export interface LinkInput extends GitSettings {
  courseId: string;
  /** Undefined: the one that is kept; null: none. */
  token?: string | null;
}

const makeSecret = () => `${secretPrefix}${randomBytes(32).toString('base64')}`;

/** Whether it may be reached is asked when it is reached; here only what can be seen of it. */
function checkSettings({ url, branch, folder }: LinkInput): void {
  const address = URL.canParse(url) ? new URL(url) : null;
  const plain = address?.protocol === 'http:' && isPrivateHost(address.host);
  const bad = !address || (address.protocol !== 'https:' && !plain) || address.username || address.password;
  if (bad || url.length > 500) throw new Refusal(gitRefusals['git-bad-address'], { values: { url } });
  if (!isBranchName(branch)) throw new Refusal(refusals['git-bad-branch'], { values: { branch } });
  if (folderOf(folder) !== folder) throw new Refusal(refusals['git-bad-folder'], { values: { folder } });
}

/** A token is for one host: whoever may change the address could else send it to another one and read it there. */
async function tokenFor(known: GitLink | null, { url, token }: LinkInput): Promise<string | null> {
  if (token !== undefined) return token ? seal(token) : null;
  if (known?.sealedToken && new URL(known.url).host !== new URL(url).host)
    throw new Refusal(refusals['git-token-elsewhere']);
  return known?.sealedToken ?? null;
}

export async function saveLink(call: Author, input: LinkInput): Promise<GitLink> {
  checkSettings(input);
  const { courseId, token: _, ...settings } = input;
  return transaction(async () => {
    const known = await store.findLink(courseId);
    const sealedToken = await tokenFor(known, input);
    const sealedSecret = known?.sealedSecret ?? (await seal(makeSecret()));
    const [madeBy, madeAt] = [nameOf(call), call.now];
    const link = await store.saveLink({ courseId, ...settings, sealedToken, sealedSecret, madeBy, madeAt });
    await record(call, 'authoring.link-repository', `course:${courseId}`, { ...settings });
    return link;
  });
}

async function getLink(courseId: string): Promise<GitLink> {
  const link = await store.findLink(courseId);
  if (!link) throw new Refusal(refusals['git-not-linked']);
  return link;
}

export const dropLink = async (call: Author, courseId: string): Promise<void> => {
  const link = await getLink(courseId);
  await transaction(async () => {
    await store.dropLink(link.id);
    await record(call, 'authoring.unlink-repository', `course:${courseId}`, { url: link.url });
  });
  await dropRepository(link.id);
};

/** The old one is void at once. */
export async function renewSecret(call: Author, courseId: string): Promise<void> {
  const link = await getLink(courseId);
  await transaction(async () => {
    await store.setSecret(link.id, await seal(makeSecret()));
    await record(call, 'authoring.renew-hook-secret', `course:${courseId}`, {});
  });
}

export const hookSecretOf = ({ sealedSecret }: GitLink): Promise<string> => unseal(sealedSecret);

async function ask(
  { id: linkId }: Pick<GitLink, 'id'>,
  direction: Direction,
  by: { cause: Cause; askedBy: string; askedAt: Date; delivery?: string | null },
  enqueue: Enqueue,
): Promise<void> {
  await transaction(async () => {
    const id = await store.addSync({ linkId, direction, ...by });
    if (id) await enqueue(id);
  });
}

export async function askSync(
  call: Author,
  courseId: string,
  direction: Direction,
  enqueue: Enqueue,
): Promise<void> {
  const link = await getLink(courseId);
  await ask(link, direction, { cause: 'person', askedBy: nameOf(call), askedAt: call.now }, enqueue);
}

/** Whether a pull is on its way because of it. Whoever knows no secret learns nothing, not even which links there are. */
export async function receiveHook(call: HookCall, linkId: string, enqueue: Enqueue): Promise<boolean> {
  const link = isUuid(linkId) ? await store.findLinkById(linkId) : null;
  if (!link || !isSigned(call, await unseal(link.sealedSecret)))
    throw new Refusal(refusals['git-hook-unsigned']);
  const { id, branch } = readDelivery(call);
  if (branch !== link.branch) return false;
  await ask(link, 'pull', { cause: 'hook', askedBy: 'git', askedAt: call.now, delivery: id }, enqueue);
  return true;
}

/** Somebody may still be writing. */
const quietMs = 2 * 60_000;

/** Sends what links are to send by themselves. */
export async function askUnsent(now: Date, enqueue: Enqueue): Promise<void> {
  for (const link of await store.listUnsent(new Date(now.getTime() - quietMs)))
    await ask(link, 'push', { cause: 'clock', askedBy: 'git', askedAt: now }, enqueue);
}
