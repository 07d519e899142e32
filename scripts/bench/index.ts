/**
 * `npm run bench`: what the hot paths cost, as ratios to yardsticks of the same run, on a site of its own with its own
 * PostgreSQL. `-- --json` prints rows only; `-- --quick` leaves out the growth to 100,000 learners.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { build } from '../prepare.mjs';
import { openPool } from '../rig/database.ts';
import { addLearners, findDemoRun } from '../rig/learners.ts';
import { report, say } from '../rig/rows.ts';
import { makeFolder, removeFolder, startSite } from '../rig/site.ts';
import { measureCompiling } from './compiling.ts';
import { examRows, measureExams, measureRush } from './exams.ts';
import { measureGradebook } from './gradebook.ts';
import { measureGrowth } from './growth.ts';
import { measureMemory } from './memory.ts';
import {
  answerPaths,
  answerRows,
  measureAnswers,
  measurePages,
  measureRoundTrips,
  measureWeight,
  pageRows,
} from './paths.ts';
import { measurePublishing } from './publishing.ts';
import { measureSandbox } from './sandbox.ts';
import { bareAnswer, bareInsert, beside } from './yardsticks.ts';

build();
say('Compiling');
const compiling = await measureCompiling();
const folder = await makeFolder();
say('Starting a site of its own');
const site = await startSite({
  dataFolder: folder,
  environment: { LECTERN_DEV: 'true' },
});
const pool = await openPool(folder);
try {
  const run = await findDemoRun(pool);
  await addLearners(pool, run, 1, 1_000);
  await pool.query('vacuum analyze');
  // What the demo school's programs needed is given back when nobody uses it.
  await sleep(40_000);
  const atRest = await measureMemory('memory at rest', site, 600);
  say('Pages');
  const pages = await beside(bareAnswer, () => measurePages(site, run));
  say('Answers');
  const paths = await answerPaths(site, run);
  const answers = await beside(
    () => bareInsert(pool),
    () => measureAnswers(site, paths),
  );
  say('Exams');
  const exams = await beside(bareAnswer, () => measureExams(pool, site, run));
  const rush = await measureRush(site, run);
  const gradebook = await measureGradebook(pool, site, run);
  const underLoad = await measureMemory('memory after load', site, 1_000);
  const publishing = await measurePublishing(pool, site, run);
  say('Sandbox');
  const sandbox = await measureSandbox();
  const rows = [
    ...pageRows(pages.measured, pages.bare),
    ...answerRows(answers.measured, answers.bare),
    ...examRows(exams.measured, exams.bare),
    ...rush,
    ...gradebook,
    ...(await measureRoundTrips(site, run)),
    ...(await measureWeight(site, run)),
    ...sandbox,
    ...compiling,
    ...publishing,
    atRest,
    underLoad,
  ];
  if (!process.argv.includes('--quick')) rows.push(...(await measureGrowth(pool, site, run, paths)));
  report(rows);
} finally {
  await pool.end();
  await site.stop();
  await removeFolder(folder);
}
