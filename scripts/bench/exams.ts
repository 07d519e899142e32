/** A timed exam: whole attempts, each of nine requests, and everybody beginning in the same second. */
import { once } from 'node:events';
import { connect } from 'node:net';
import autocannon from 'autocannon';
import type { Pool } from 'pg';
import { addLearners, type DemoRun, type Learner, learner } from '../rig/learners.ts';
import { atLeast, atMost, type Row } from '../rig/rows.ts';
import type { Site } from '../rig/site.ts';
import type { Request } from './load.ts';
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

const connections = 24;
const warmUp = 400;
const attempts = 2_400;
/** Number of the first learner of all these. */
const first = 500_001;

/** Each connection takes whole attempts, one after another. */
async function takeExams(site: Site, run: DemoRun, from: number, count: number) {
  const people = await Promise.all(Array.from({ length: count }, (_, n) => learner(from + n)));
  const each = Math.ceil(count / connections);
  let connection = 0;
  let started = Number.NaN;
  const result = await autocannon({
    url: site.url,
    connections,
    amount: each * connections * 9,
    setupClient: (client) => {
      const mine = people.slice(connection * each, (connection + 1) * each);
      connection += 1;
      client.setRequests(mine.flatMap((person) => attemptOf(person, run)) as autocannon.Request[]);
      // None is sent before all are made, and making them is no part of what the server does with them.
      started = performance.now();
    },
  });
  return { result, seconds: (performance.now() - started) / 1000 };
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
  const { result, seconds } = await takeExams(site, run, first + warmUp, attempts);
  const finished = (await countFinished(pool)) - before;
  const failed = result['4xx'] + result['5xx'] + result.errors;
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

const firstLine = /^HTTP\/1\.1 (\d{3}) /;

/** A connection that stands already, as that of a browser with the exam's page open; it sends and waits for one answer. */
async function openLine(site: Site) {
  const { hostname, port } = new URL(site.url);
  const socket = connect(Number(port), hostname);
  await once(socket, 'connect');
  return async ({ path, headers, body = '' }: Request) => {
    const fields = { host: hostname, 'content-length': String(body.length), ...headers };
    const head = Object.entries(fields).map(([name, value]) => `${name}: ${value}\r\n`);
    const sent = performance.now();
    socket.write(`POST ${path} HTTP/1.1\r\n${head.join('')}\r\n${body}`);
    const [answer] = (await once(socket, 'data')) as [Buffer];
    const milliseconds = performance.now() - sent;
    socket.destroy();
    return { milliseconds, status: Number(firstLine.exec(answer.toString('latin1'))?.[1]) };
  };
}

/**
 * 3,000 learners begin at once. By hand, and connected before: what makes load elsewhere takes a third of a millisecond to
 * make each client, and would count that as the server's time.
 */
export async function measureRush(site: Site, run: DemoRun): Promise<Row[]> {
  const people = await Promise.all(
    Array.from({ length: 3_000 }, (_, n) => learner(first + warmUp + attempts + n)),
  );
  const begins = people.flatMap((person) => attemptOf(person, run).slice(1, 2));
  const lines = await Promise.all(begins.map(() => openLine(site)));
  const answers = await Promise.all(begins.map((begin, n) => lines[n]?.(begin)));
  const times = answers.map((answer) => answer?.milliseconds ?? Number.NaN).toSorted((a, b) => a - b);
  const refused = answers.filter((answer) => answer?.status !== 303).length;
  return [
    atMost('3,000 begin at once: not served', refused, 'learners', 0),
    atMost('3,000 begin at once: p99', (times[Math.floor(times.length * 0.99)] ?? Number.NaN) / 1000, 's', 2),
  ];
}
