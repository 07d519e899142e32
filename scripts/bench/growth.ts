/** Whether a learner's page and answer cost more where there are a hundred times as many learners. */
import type { Pool } from 'pg';
import { addLearners, addSubmissions, type DemoRun } from '../rig/learners.ts';
import { type Row, say } from '../rig/rows.ts';
import { type Site, waitUntil } from '../rig/site.ts';
import { load } from './load.ts';
import { type AnswerPath, handIn, listActivities, type Measure, readUnits } from './paths.ts';

const fewest = 1_000;
const many = 100_000;
const submissionsEach = 50;

function grown(name: string, before: number, after: number): Row {
  const cost = before / after;
  return {
    name: `${name} with ${many.toLocaleString('en')} learners and 5 million submissions`,
    value: after,
    unit: '/s',
    yardstick: `the same with ${fewest.toLocaleString('en')} learners (${before.toFixed(0)}/s)`,
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

interface Speed {
  read: number;
  write: number;
}

/** A server that is warm; short, so that no attempts limit ends the load. */
const briefly: Measure = async (options) => {
  await load({ ...options, seconds: 1 });
  return load({ ...options, seconds: 4 });
};

const turns = 3;

/** A second, by learners from `from` on: the middle of several turns, since no machine is equally fast at all times. */
async function measureSpeed(site: Site, run: DemoRun, paths: AnswerPath[], from: number): Promise<Speed> {
  const speeds: Speed[] = [];
  for (let turn = 0; turn < turns; turn++) {
    const read = await readUnits(site, run, from, briefly);
    // Each turn begins at other activities: nobody's attempts are used up.
    const begin = Math.floor((paths.length * turn) / turns);
    const turned = [...paths.slice(begin), ...paths.slice(0, begin)];
    const write = await handIn(site, turned, from, fewest, briefly);
    if (write.errors > 0) throw new Error(`${write.errors} answers were refused`);
    speeds.push({ read: read.perSecond, write: write.perSecond });
  }
  const middle = (of: (speed: Speed) => number) => speeds.map(of).toSorted((a, b) => a - b)[1] ?? Number.NaN;
  return { read: middle(({ read }) => read), write: middle(({ write }) => write) };
}

export async function measureGrowth(
  pool: Pool,
  site: Site,
  run: DemoRun,
  paths: AnswerPath[],
): Promise<Row[]> {
  const answered = new Set(paths.map(({ path }) => path.split('/').at(-2)));
  const activities = (await listActivities(site, run))
    .map(({ key }) => key)
    .filter((key) => !answered.has(key));
  // Both sides are measured alike: learners with a history of fifty submissions, and attempts left for what is measured.
  await addLearners(pool, run, 2_001, 2_000 + fewest);
  await addSubmissions(pool, run, activities, 2_001, 2_000 + fewest, submissionsEach);
  await settle(pool);
  const before = await measureSpeed(site, run, paths, 2_001);
  say(`Growing to ${many.toLocaleString('en')} learners`);
  await addLearners(pool, run, 100_001, 100_000 + many);
  for (let from = 100_001; from < 100_000 + many; from += 10_000) {
    await addSubmissions(pool, run, activities, from, from + 9_999, submissionsEach);
    say(`  ${((from - 100_001 + 10_000) * submissionsEach).toLocaleString('en')} submissions`);
  }
  await settle(pool);
  const after = await measureSpeed(site, run, paths, 150_001);
  return [grown('unit page', before.read, after.read), grown('answer', before.write, after.write)];
}
