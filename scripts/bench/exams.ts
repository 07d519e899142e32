/** A timed exam: whole attempts, each of nine requests, and everybody beginning in the same second. */
import type { Pool } from 'pg';
import { addLearners, type DemoRun, type Learner, learner } from '../rig/learners.ts';
import { atLeast, atMost, type Row } from '../rig/rows.ts';
import type { Site } from '../rig/site.ts';
import { bytesOf, type Line, openLine, type Request } from './lines.ts';
import { lineCount, openLines, percentile } from './load.ts';
import { bareAnswers } from './paths.ts';

const exam = 'watch-exam';

/** Answers to all ten questions; a page takes those of its own. */
const answers = new URLSearchParams({
  'watch-speed.value': '18',
  'watch-time.value': '60',
  'watch-compass.value': '95',
  'watch-cross.value': 'Crux',
}).toString();

/** Look, begin, a page and its save, another page and its save, summary, hand in, review: forms, as without script. */
function attemptOf({ cookie, csrf }: Learner, run: DemoRun): Request[] {
  const unit = `/exams/${run.path}/${exam}`;
  const get = (path: string): Request => ({ method: 'GET', path, headers: { cookie } });
  const post = (path: string, fields = ''): Request => ({
    method: 'POST',
    path,
    headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
    body: `_csrf=${encodeURIComponent(csrf)}&${fields}`,
  });
  return [
    get(unit),
    post(unit),
    get(`${unit}/1/pages/1`),
    post(`${unit}/1/pages/1`, `go=next&${answers}`),
    get(`${unit}/1/pages/2`),
    post(`${unit}/1/pages/2`, `go=summary&${answers}`),
    get(`${unit}/1/summary`),
    post(`${unit}/1/finish`),
    get(`${unit}/1/review`),
  ];
}

const warmUp = 400;
const attempts = 2_400;
/** Number of the first learner of all these. */
const first = 500_001;

/** Each line takes whole attempts, one after another. None is sent before all are made. */
async function takeExams(site: Site, run: DemoRun, from: number, count: number) {
  const people = await Promise.all(Array.from({ length: count }, (_, n) => learner(from + n)));
  const messages = people.map((person) => attemptOf(person, run).map((one) => bytesOf(site.url, one)));
  const lines = await openLines(site.url);
  const started = performance.now();
  let failed = 0;

  async function take(line: Line, requests: Buffer[]): Promise<void> {
    for (const request of requests) if ((await line.send(request)).status >= 400) failed += 1;
  }
  await Promise.all(
    lines.map(async (line, n) => {
      for (let at = n; at < messages.length; at += lineCount) await take(line, messages[at] ?? []);
    }),
  );
  for (const line of lines) line.close();
  return { failed, seconds: (performance.now() - started) / 1000 };
}

const countFinished = async (pool: Pool): Promise<number> =>
  Number(
    (await pool.query('select count(*) from exams.sitting where finished_at is not null')).rows[0].count,
  );

export async function measureExams(pool: Pool, site: Site, run: DemoRun) {
  await addLearners(pool, run, first, first + warmUp + attempts + 3_000);
  await pool.query('vacuum analyze');
  await takeExams(site, run, first, warmUp);
  // As autovacuum does within a minute: plans of a table that was all but empty are no plans for a full one.
  await pool.query('analyze');
  const before = await countFinished(pool);
  const { failed, seconds } = await takeExams(site, run, first + warmUp, attempts);
  const finished = (await countFinished(pool)) - before;
  return { finished, failed, perSecond: finished / seconds };
}

export function examRows(
  { finished, failed, perSecond }: Awaited<ReturnType<typeof measureExams>>,
  bare: number,
): Row[] {
  return [
    atLeast(
      'whole attempts at a timed exam, nine requests',
      perSecond,
      'attempts/s',
      bareAnswers(bare),
      0.008,
    ),
    atMost('whole attempts: not handed in', attempts - finished, 'attempts', 0),
    atMost('whole attempts: refused or failed', failed, 'requests', 0),
  ];
}

/** 3,000 learners begin at once, each on the line of a browser that has the exam's page open. */
export async function measureRush(site: Site, run: DemoRun): Promise<Row[]> {
  const people = await Promise.all(
    Array.from({ length: 3_000 }, (_, n) => learner(first + warmUp + attempts + n)),
  );
  const begins = people.map((person) => bytesOf(site.url, attemptOf(person, run)[1] as Request));
  const lines = await Promise.all(people.map(() => openLine(site.url)));
  const answers = await Promise.all(
    lines.map(async (line, n) => {
      const answer = await line.send(begins[n] as Buffer);
      line.close();
      return answer;
    }),
  );
  const times = answers.map(({ milliseconds }) => milliseconds);
  const refused = answers.filter((answer) => answer.status !== 303).length;
  return [
    atMost('3,000 begin at once: not served', refused, 'learners', 0),
    atMost('3,000 begin at once: p99', percentile(times, 0.99) / 1000, 's', 2),
  ];
}
