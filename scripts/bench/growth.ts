/** Whether a learner's page and answer cost more where there are a hundred times as many learners. */
import type { Pool } from 'pg';
import { addLearners, addSubmissions, type DemoRun } from '../rig/learners.ts';
import { type Row, say } from '../rig/rows.ts';
import type { Site } from '../rig/site.ts';
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
  await pool.query('vacuum analyze');
  const before = { read: await readUnits(site, run, 2_001), write: await handIn(site, paths, 2_001, 1_000) };
  say(`Growing to ${many.toLocaleString('en')} learners`);
  await addLearners(pool, run, 100_001, 100_000 + many);
  for (let from = 100_001; from < 100_000 + many; from += 10_000) {
    await addSubmissions(pool, run, activities, from, from + 9_999, submissionsEach);
    say(`  ${((from - 100_001 + 10_000) * submissionsEach).toLocaleString('en')} submissions`);
  }
  await pool.query('vacuum analyze');
  await pool.query('checkpoint');
  const after = {
    read: await readUnits(site, run, 150_001),
    write: await handIn(site, paths, 150_001, 1_000),
  };
  return [
    grown('unit page', before.read.perSecond, after.read.perSecond),
    grown('answer', before.write.perSecond, after.write.perSecond),
  ];
}
