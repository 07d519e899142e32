/** The page Git of a course, and what forges call, over HTTP. */
import { createHmac, randomUUID } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { systemCall } from '#app/commands/shared.ts';
import { jobs } from '#app/parts.ts';
import { type TestBrowser, useTestSite } from '#app/testing.ts';
import { findLink, hookSecretOf, listSyncs } from '#modules/authoring/index.ts';
import { memorySource } from '#modules/content/index.ts';
import { query } from '#platform/database.ts';
import { useTestForge } from '#platform/git/testing.ts';
import { closeJobs, openJobs } from '#platform/jobs.ts';
import { openSite } from '#platform/site.ts';
import { publishCourse } from '#screens/studio/releases/index.ts';
import { newCourse, newOwner } from './imports.ts';

const site = useTestSite();
const forge = useTestForge();
let owner: TestBrowser;
let key: string;
let courseId: string;
const page = () => `/studio/harbor/${key}/git`;

beforeAll(async () => {
  openSite({ name: 'Lectern', baseUrl: 'https://learn.example.org', timeZone: 'UTC' });
  await openJobs(jobs, { work: false });
  return closeJobs;
});

beforeEach(async () => {
  const { key: made, files } = newCourse();
  key = made;
  const published = await publishCourse(systemCall('test'), {
    source: memorySource(new Map(Object.entries(files))),
    ...{ organization: { key: 'harbor', name: 'Harbor School' }, courseKey: key, courseTitle: 'Tides' },
  });
  courseId = published.courseId;
  owner ??= await newOwner(site);
});

const fields = (url: string) => ({ url, branch: 'main', folder: '/', forge: '', begin: 'repository' });
const linkOf = async () => {
  const link = await findLink(courseId);
  if (!link) throw new Error('it is not linked');
  return link;
};

describe('the page', () => {
  test('links a course, and shows the address and the secret for the webhook', async () => {
    const { url } = forge.create(key);
    expect((await owner.get(page())).body).toContain('Link to a repository');
    const sent = await owner.post(page(), { ...fields(url), token: 'a-token', releases: 'true' });
    expect(sent.statusCode).toBe(303);
    const link = await linkOf();
    expect(link).toMatchObject({
      url,
      branch: 'main',
      folder: '',
      forge: 'other',
      releases: true,
      sends: false,
    });
    const { body } = await owner.get(page());
    expect(body).toContain(`https://learn.example.org/git/${link.id}/hook`);
    expect(body).toContain(await hookSecretOf(link));
  });

  test('shows no token to anybody, and keeps none that can be read', async () => {
    const { url } = forge.create(key);
    await owner.get(page());
    await owner.post(page(), { ...fields(url), token: 'a-very-secret-token' });
    const [{ row } = { row: '' }] = await query<{ row: string }>(
      'select to_jsonb(l)::text as row from authoring.git_link l where course_id = $1',
      [courseId],
    );
    for (const text of [row, (await owner.get(page())).body, (await owner.json('GET', page())).body])
      expect(text).not.toContain('a-very-secret-token');
  });

  test('sends a kept token to no other host', async () => {
    await owner.get(page());
    await owner.post(page(), { ...fields(forge.create(key).url), token: 'a-token' });
    const refused = await owner.post(page(), fields('https://attacker.example/a.git'));
    expect(refused.statusCode).toBe(422);
    expect(refused.body).toContain('The access token was given for another host');
    expect((await linkOf()).url).toContain(forge.url);
    expect(
      (await owner.post(page(), { ...fields('https://git.example/a.git'), forgetToken: 'true' })).statusCode,
    ).toBe(303);
    expect((await linkOf()).sealedToken).toBeNull();
  });

  test.each([
    [{ url: 'file:///etc' }, 'The address of the repository cannot be used'],
    [{ branch: '--upload-pack=id' }, 'cannot be the name of a branch'],
    [{ folder: 'a/../..' }, 'cannot be a folder of a repository'],
  ])('refuses %j beside its field, with what was typed', async (wrong, text) => {
    await owner.get(page());
    const { body, statusCode } = await owner.post(page(), {
      ...fields('https://git.example/a.git'),
      ...wrong,
    });
    expect([statusCode, await findLink(courseId)]).toEqual([422, null]);
    expect(body).toContain(text);
  });

  test('asks for a pull once, however often it is pressed', async () => {
    await owner.get(page());
    await owner.post(page(), fields(forge.create(key).url));
    for (let press = 0; press < 3; press += 1) await owner.post(`${page()}/pull`);
    expect(await listSyncs((await linkOf()).id, 10)).toHaveLength(1);
    expect((await owner.get(page())).body).toContain('Under way');
    await owner.post(`${page()}/unlink`);
    expect(await findLink(courseId)).toBeNull();
  });

  test('is for those who may publish the course', async () => {
    const teacher = await site.signIn({}, { role: 'teacher', scope: 'organization', target: 'harbor' });
    expect((await teacher.get(page())).statusCode).toBe(403);
    expect((await teacher.json('POST', `${page()}/pull`)).statusCode).toBe(403);
  });
});

describe('a hook', () => {
  type Headers = Record<string, string>;
  const call = async (id: string, headers: Headers, body: string) =>
    site.app.inject({
      method: 'POST',
      url: `/git/${id}/hook`,
      headers: { 'content-type': 'application/json', ...headers },
      payload: body,
    });
  const pushed = (branch = 'main') => JSON.stringify({ ref: `refs/heads/${branch}`, spaces: 1 }, null, 3);
  const hex = (secret: string, body: string) => createHmac('sha256', secret).update(body).digest('hex');

  async function linked() {
    await owner.get(page());
    await owner.post(page(), fields(forge.create(key).url));
    const link = await linkOf();
    return { id: link.id, secret: await hookSecretOf(link), syncs: () => listSyncs(link.id, 10) };
  }
  /** Headers of Standard Webhooks, as GitLab signs. */
  function standard(secret: string, body: string, sentAt = Date.now(), id = randomUUID() as string): Headers {
    const time = String(Math.floor(sentAt / 1000));
    const signature = createHmac('sha256', Buffer.from(secret.slice(6), 'base64'))
      .update(`${id}.${time}.${body}`)
      .digest('base64');
    return { 'webhook-id': id, 'webhook-timestamp': time, 'webhook-signature': `v1,bm8= v1,${signature}` };
  }

  test.each([
    ['GitHub', (secret: string, body: string) => ({ 'x-hub-signature-256': `sha256=${hex(secret, body)}` })],
    ['Gitea', (secret: string, body: string) => ({ 'x-gitea-signature': hex(secret, body) })],
    ['GitLab by its secret', (secret: string) => ({ 'x-gitlab-token': secret })],
    ['GitLab by its signature', (secret: string, body: string) => standard(secret, body)],
  ])('of %s is believed by its signature over the very bytes', async (_, sign) => {
    const { id, secret, syncs } = await linked();
    const body = pushed();
    expect((await call(id, sign(secret, body), body)).json()).toEqual({ pulling: true });
    expect(await syncs()).toMatchObject([{ direction: 'pull', cause: 'hook', settledAt: null }]);
    const wrong = sign(`${secret.slice(0, -4)}AAA=`, body);
    expect((await call(id, wrong, body)).statusCode).toBe(403);
  });

  test('that is signed wrongly, for other bytes, too old, not at all, or for no link is refused', async () => {
    const { id, secret, syncs } = await linked();
    const body = pushed();
    const good = { 'x-hub-signature-256': `sha256=${hex(secret, body)}` };
    const old = Date.now() - 6 * 60_000;
    const refused = [
      call(id, good, `${body} `),
      call(id, {}, body),
      call(id, { 'x-hub-signature-256': 'sha256=' }, body),
      call(id, { 'x-gitlab-token': '' }, body),
      call(id, standard(secret, body, old), body),
      // The strongest proof counts: a secret beside a wrong signature is no help.
      call(id, { ...standard(secret, `${body}x`), 'x-gitlab-token': secret }, body),
      call(randomUUID(), good, body),
      call('no-id', good, body),
    ];
    expect((await Promise.all(refused)).map(({ statusCode }) => statusCode)).toEqual(refused.map(() => 403));
    expect(await syncs()).toEqual([]);
  });

  test('that comes twice counts once, though the first pull is done', async () => {
    const { id, secret, syncs } = await linked();
    const body = pushed();
    const headers = { 'x-hub-signature-256': `sha256=${hex(secret, body)}`, 'x-github-delivery': 'one' };
    await call(id, headers, body);
    await query("update authoring.git_sync set begun_at = now(), settled_at = now(), outcome = 'unchanged'");
    await call(id, headers, body);
    expect(await syncs()).toHaveLength(1);
    await call(id, { ...headers, 'x-github-delivery': 'two' }, body);
    expect(await syncs()).toHaveLength(2);
  });

  test('about another branch, or about no push, asks for nothing', async () => {
    const { id, secret, syncs } = await linked();
    for (const body of [pushed('feature'), '{"zen":"Keep it simple."}', 'null', 'no JSON', '']) {
      const answer = await call(id, { 'x-hub-signature-256': `sha256=${hex(secret, body)}` }, body);
      expect([answer.statusCode, answer.json()]).toEqual([202, { pulling: false }]);
    }
    expect(await syncs()).toEqual([]);
  });

  test('may come as a form, as older ones of GitHub do', async () => {
    const { id, secret } = await linked();
    const body = new URLSearchParams({ payload: pushed() }).toString();
    const headers = {
      'x-hub-signature-256': `sha256=${hex(secret, body)}`,
      'content-type': 'application/x-www-form-urlencoded',
    };
    expect((await call(id, headers, body)).json()).toEqual({ pulling: true });
  });

  test('is void with its old secret', async () => {
    const { id, secret } = await linked();
    await owner.post(`${page()}/secret`);
    const body = pushed();
    expect((await call(id, { 'x-gitlab-token': secret }, body)).statusCode).toBe(403);
  });

  test('is counted, so that nobody can try secrets without end', async () => {
    const { id } = await linked();
    const statuses = new Set<number>();
    for (let tries = 0; tries < 70; tries += 1)
      statuses.add((await call(id, { 'x-gitlab-token': 'x' }, '{}')).statusCode);
    expect(statuses).toContain(429);
  });
});
