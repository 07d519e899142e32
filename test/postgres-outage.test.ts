/**
 * The embedded PostgreSQL is killed under the living site: the site says so, starts it again, and nothing that it had
 * acknowledged is lost.
 */
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { readConfig } from '#app/config.ts';
import { type Running, serve } from '#app/serve.ts';
import { query } from '#platform/database.ts';
import { freePort } from '#platform/free-port.ts';
import { enqueue } from '#platform/jobs.ts';
import { deliverMailJob } from '#platform/mail.ts';

let folder: string;
let url: string;
let site: Running;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lectern-outage-'));
  await chmod(folder, 0o755);
  const port = await freePort();
  const config = readConfig({
    LECTERN_DATA: folder,
    PORT: String(port),
    HOST: '127.0.0.1',
    LOG_LEVEL: 'silent',
  });
  url = config.baseUrl;
  site = await serve(config, () => {});
}, 60_000);
afterAll(async () => {
  await site?.stop();
  await rm(folder, { recursive: true, force: true });
});

/** As a form, the way people send it. */
async function openForm() {
  let page = await fetch(`${url}/register`);
  // A machine that is busy sheds load, and says so.
  while (!page.ok) {
    await sleep(200);
    page = await fetch(`${url}/register`);
  }
  const cookie = page.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
  const token = /name="_csrf" value="([^"]+)"/.exec(await page.text())?.[1] ?? '';
  return (name: string) =>
    fetch(`${url}/register`, {
      ...{ method: 'POST', redirect: 'manual', headers: { cookie } },
      body: new URLSearchParams({
        _csrf: token,
        name,
        email: addressOf(name),
        password: 'a long enough secret 7',
      }),
    });
}
const addressOf = (name: string) => `${name}@example.org`;
/** Machines that build and test at once are slow. */
const patiently = { timeout: 40_000 };
const ready = async () => (await fetch(`${url}/readyz`)).status;
const kill = () => process.kill(site.machines.embedded?.pid ?? 0, 'SIGKILL');

/** Registers one after the other until told to stop; those that the site acknowledged, and how it refused others. */
async function keepRegistering() {
  const register = await openForm();
  const kept: string[] = [];
  const refused: Response[] = [];
  let going = true;
  const over = (async () => {
    for (let n = 0; going; n += 1) {
      const answer = await register(`person-${n}`);
      if (answer.status === 303) kept.push(addressOf(`person-${n}`));
      else refused.push(answer);
      await sleep(20);
    }
  })();
  const stop = () => {
    going = false;
    return over;
  };
  onTestFinished(stop);
  /** Once more than so many are kept; a failure tells how the others were refused. */
  const keeps = (most: number) =>
    expect
      .poll(() => [kept.length, ...refused.map(({ status }) => status)], patiently)
      .toSatisfy(([count = 0]: number[]) => count > most);
  return { kept, refused, keeps, stop };
}

test('requests are told to come again, the site says that it is not ready, and what was acknowledged is there', async () => {
  const before = site.machines.embedded?.pid;
  const people = await keepRegistering();
  await people.keeps(2);
  kill();
  await expect.poll(ready, { ...patiently, interval: 5 }).toBe(503);
  const page = await fetch(`${url}/courses?q=moon`, { headers: { accept: 'text/html' } });
  // It may be back by now; if it is not, people read why and when to come again.
  if (page.status !== 200) {
    expect([page.status, page.headers.get('retry-after')]).toEqual([503, expect.stringMatching(/^\d+$/)]);
    expect(await page.text()).toMatch(/<h1/);
  }
  await expect.poll(ready, patiently).toBe(200);
  await people.keeps(people.kept.length + 1);
  await people.stop();
  expect(site.machines.embedded?.pid).not.toBe(before);
  expect(new Set(people.refused.map(({ status }) => status))).toEqual(new Set([503]));
  for (const refusal of people.refused) expect(refusal.headers.get('retry-after')).toMatch(/^\d+$/);
  const rows = await query<{ email: string }>('select email from accounts."user"');
  expect(rows.map(({ email }) => email)).toEqual(expect.arrayContaining(people.kept));
  // Jobs go on: one that is enqueued now is done.
  const [mail] = await query<{ id: string }>('select id from platform.outbox_mail limit 1');
  await enqueue(deliverMailJob, { id: mail?.id ?? '' });
  const states = () =>
    query<{ state: string }>('select state::text from jobs.job where name = $1', [deliverMailJob.name]);
  await expect.poll(states, patiently).toEqual([{ state: 'completed' }]);
}, 120_000);

test('a site whose PostgreSQL has just died again stops in order all the same', async () => {
  kill();
  await sleep(20);
  const { embedded } = site.machines;
  await site.stop();
  expect(() => process.kill(embedded?.pid ?? 0, 0)).toThrow('ESRCH');
}, 60_000);
