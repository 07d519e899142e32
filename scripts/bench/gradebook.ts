/** The gradebook of ten thousand learners by a hundred activities: its first page, as a teacher asks for it. */
import type { Pool } from 'pg';
import { addLearners, addSubmissions, type DemoRun, learner } from '../rig/learners.ts';
import { atMost, type Row, say } from '../rig/rows.ts';
import type { Site } from '../rig/site.ts';

const from = 300_001;
const learners = 10_000;
const activities = 100;
const teacher = 300_000;
const looks = 25;

/** Activities with points, as the gradebook itself lists them. */
async function listActivities(site: Site, run: DemoRun, cookie: string): Promise<string[]> {
  const reply = await fetch(`${site.url}/api/v1/teach/${run.path}/grades`, { headers: { cookie } });
  const { rows } = (await reply.json()) as { rows: { grade: GradeOf }[] };
  const grade = rows[0]?.grade;
  const counted = grade?.categories.flatMap((c) => c.assignments.flatMap((a) => a.activities)) ?? [];
  return [...counted, ...(grade?.practice ?? [])].map(({ key }) => key).slice(0, activities);
}

interface GradeOf {
  categories: { assignments: { activities: { key: string }[] }[] }[];
  practice: { key: string }[];
}

export async function measureGradebook(pool: Pool, site: Site, run: DemoRun): Promise<Row[]> {
  say(`A gradebook of ${learners.toLocaleString('en')} learners`);
  await addLearners(pool, run, teacher, from + learners - 1);
  const { id, cookie } = await learner(teacher);
  await pool.query(
    `insert into access.role_grant (person_id, role, scope, target, granted_by) values ($1, 'admin', 'site', '', 'bench')`,
    [id],
  );
  const keys = await listActivities(site, run, cookie);
  for (let at = from; at < from + learners; at += 1_000)
    await addSubmissions(pool, run, keys, at, at + 999, keys.length);
  // They come first by name: the page that is measured is full of work.
  await pool.query(
    `update accounts."user" set name = 'A ' || name where email like 'learner30____@load.example'`,
  );
  await pool.query('vacuum analyze');
  const took: number[] = [];
  let trips = 0;
  for (let look = 0; look < looks; look += 1) {
    const start = performance.now();
    const reply = await fetch(`${site.url}/teach/${run.path}/grades`, { headers: { cookie } });
    await reply.text();
    took.push(performance.now() - start);
    trips = Number(/sql;desc="(\d+)"/.exec(reply.headers.get('server-timing') ?? '')?.[1] ?? Number.NaN);
  }
  took.sort((a, b) => a - b);
  const name = `gradebook page, ${learners.toLocaleString('en')} learners by ${keys.length} activities`;
  return [
    atMost(`${name}: median`, took[Math.floor(looks / 2)] ?? Number.NaN, 'ms', 100),
    atMost(`${name}: SQL round trips`, trips, '', 3),
  ];
}
