/** From publishing to what learners see, while they load pages: how long it takes, and whether anybody is turned away. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool } from 'pg';
import { addLearners, type DemoRun, learner } from '../rig/learners.ts';
import { atMost, exactly, type Row, say } from '../rig/rows.ts';
import type { Site } from '../rig/site.ts';
import { load } from './load.ts';

const author = 400_000;
const readers = 24;
const times = 5;
/** Pages a second: a course of thousands at its busiest. */
const rate = 200;
const unit = 'latitude-longitude';
const mostSeconds = 20;

/** What an author does: another title for a unit, a look at what it changes, and the button. */
async function publishOnce(site: Site, course: string, edition: string): Promise<number> {
  const { cookie, csrf } = await learner(author);
  const studio = `${site.url}/api/v1/studio/${course}`;
  const send = async (path: string, body?: object) => {
    const reply = await fetch(`${studio}/${path}`, {
      method: body ? 'POST' : 'GET',
      headers: { cookie, 'x-csrf-token': csrf, ...(body && { 'content-type': 'application/json' }) },
      body: body && JSON.stringify(body),
    });
    if (!reply.ok) throw new Error(`${path}: ${reply.status} ${await reply.text()}`);
    return reply.json();
  };
  await send(`items/${encodeURIComponent(`unit:${unit}`)}`, { title: edition });
  const { revision } = (await send('publish')) as { revision: number };
  const start = performance.now();
  await send('publish', { revision });
  const reader = await learner(author + 1);
  const page = `${site.url}/learn/${course}/open/${unit}`;
  for (;;) {
    const reply = await fetch(page, { headers: { cookie: reader.cookie } });
    if ((await reply.text()).includes(edition)) return (performance.now() - start) / 1000;
    if (performance.now() - start > mostSeconds * 1000) throw new Error('a release did not become visible');
  }
}

export async function measurePublishing(pool: Pool, site: Site, run: DemoRun): Promise<Row[]> {
  say('Publishing while pages are loaded');
  await addLearners(pool, run, author, author + readers);
  const { id } = await learner(author);
  await pool.query(
    `insert into access.role_grant (person_id, role, scope, target, granted_by) values ($1, 'admin', 'site', '', 'bench')`,
    [id],
  );
  const cookies = await Promise.all(
    Array.from({ length: readers }, async (_, at) => (await learner(author + 1 + at)).cookie),
  );
  const course = run.path.split('/').slice(0, 2).join('/');
  const loading = load({
    url: site.url,
    seconds: mostSeconds,
    rate,
    requests: (connection) => [
      {
        path: `/learn/${run.path}/${unit}`,
        headers: { cookie: cookies[connection % readers] ?? '' },
      },
    ],
  });
  await sleep(2_000);
  const took: number[] = [];
  for (let time = 1; time <= times; time += 1)
    took.push(await publishOnce(site, course, `A grid, edition ${time}`));
  const { errors } = await loading;
  return [
    atMost(`publish to visible under load: slowest of ${times}`, Math.max(...took), 's', 1),
    exactly('publishing under load: requests that failed', errors, '', 0),
  ];
}
