/** Whether a learner's page and answer cost more where there are a hundred times as many learners. */
import type { Pool } from 'pg';
import { addLearners, addSubmissions, type DemoRun } from '../rig/learners.ts';
import { type Row, say } from '../rig/rows.ts';
import { type Site, waitUntil } from '../rig/site.ts';
import { type AnswerPath, handIn, readUnits } from './paths.ts';

const many = 100_000;
const submissionsEach = 50;

function grown(name: string, before: number, after: number): Row {
  const cost = before / after;
  return {
    name: `${name} with ${many.toLocaleString('en')} learners and 5 million submissions`,
    value: after,
    unit: '/s',
    yardstick: `the same with 1,000 learners (${before.toFixed(0)}/s)`,
    ratio: cost,
    bar: 'costs at most 1.15 ×',
    ok: cost <= 1.15,
  };
}

/** Until what the filling set off is over: a site that grew over years has nothing of it to do. */
async function settle(pool: Pool): Promise<void> {
  await pool.query('vacuum analyze');
  await pool.query('checkpoint');
  await waitUntil(
    'the database to be at rest',
    async () => {
      const { rows } = await pool.query(
        `select count(*)::int as busy from pg_stat_activity where backend_type = 'autovacuum worker'`,
      );
      return rows[0].busy === 0;
    },
    300,
  );
}

export async function measureGrowth(
  pool: Pool,
  site: Site,
  run: DemoRun,
  paths: AnswerPath[],
): Promise<Row[]> {
  const activities = paths.map(({ path }) => path.split('/').at(-2) ?? '').slice(0, submissionsEach);
  // Both sides are measured alike: learners with a history of fifty submissions.
  await addLearners(pool, run, 2_001, 3_000);
  await addSubmissions(pool, run, activities, 2_001, 3_000, submissionsEach);
  await settle(pool);
  const before = { read: await readUnits(site, run, 2_001), write: await handIn(site, paths, 2_001, 1_000) };
  say(`Growing to ${many.toLocaleString('en')} learners`);
  await addLearners(pool, run, 100_001, 100_000 + many);
  for (let from = 100_001; from < 100_000 + many; from += 10_000) {
    await addSubmissions(pool, run, activities, from, from + 9_999, submissionsEach);
    say(`  ${((from - 100_001 + 10_000) * submissionsEach).toLocaleString('en')} submissions`);
  }
  await settle(pool);
  const after = {
    read: await readUnits(site, run, 150_001),
    write: await handIn(site, paths, 150_001, 1_000),
  };
  return [
    grown('unit page', before.read.perSecond, after.read.perSecond),
    grown('answer', before.write.perSecond, after.write.perSecond),
  ];
}
