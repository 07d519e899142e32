/** The hot paths: reading a unit signed in, reading a course anonymously, handing in an answer. */
import { type DemoRun, type Learner, learner } from '../rig/learners.ts';
import { atLeast, atMost, type Row } from '../rig/rows.ts';
import type { Site } from '../rig/site.ts';
import type { Request } from './lines.ts';
import { type LoadOptions, lineCount, type Measured, warmLoad } from './load.ts';

/** Of middle size among the units of the demo course, with four activities. */
export const unitKey = 'distances';
/** More than the server keeps of a moment's sessions would be unlike a school; fewer would be one warm row. */
const readers = 500;

const learners = (from: number, count: number): Promise<Learner[]> =>
  Promise.all(Array.from({ length: count }, (_, i) => learner(from + i)));

/** A list that begins elsewhere for each connection. */
const turned = <T>(items: readonly T[], by: number): T[] => [
  ...items.slice(by % items.length),
  ...items.slice(0, by % items.length),
];

/** As every browser asks. */
const compressed = { 'accept-encoding': 'gzip, br' };

/** How long a load goes on, and after what. */
export type Measure = (options: LoadOptions) => Promise<Measured>;

export async function readUnits(
  site: Site,
  run: DemoRun,
  from = 1,
  measure: Measure = warmLoad,
): Promise<Measured> {
  const path = `/learn/${run.path}/${unitKey}`;
  const all = (await learners(from, readers)).map(({ cookie }) => ({
    path,
    headers: { cookie, ...compressed },
  }));
  return measure({ url: site.url, requests: (connection) => turned(all, connection * 20) });
}

function speed(name: string, { p50, p99, errors }: Measured): Row[] {
  const wide: Row = {
    name: `${name}: p99 of p50`,
    value: p99 / Math.max(p50, 1),
    unit: '×',
    yardstick: null,
    ratio: null,
    bar: 'under 10',
    ok: p99 / Math.max(p50, 1) < 10,
  };
  return [wide, atMost(`${name}: refused or failed`, errors, 'requests', 0)];
}

export async function measurePages(site: Site, run: DemoRun) {
  const anonymously = (path: string) =>
    warmLoad({ url: site.url, requests: () => [{ path, headers: compressed }] });
  return {
    unit: await readUnits(site, run),
    course: await anonymously(`/courses/${run.path.split('/').slice(0, 2).join('/')}`),
    anonymousUnit: await anonymously(`/learn/${run.path}/${unitKey}`),
  };
}

export const bareAnswers = (bare: number) => ({
  name: `a bare Fastify answer (${bare.toFixed(0)}/s)`,
  value: bare,
});

export function pageRows(
  { unit, course, anonymousUnit }: Awaited<ReturnType<typeof measurePages>>,
  bare: number,
): Row[] {
  const yardstick = bareAnswers(bare);
  return [
    atLeast('unit page, signed in', unit.perSecond, 'pages/s', yardstick, 0.12),
    ...speed('unit page, signed in', unit),
    atLeast('course page, anonymous', course.perSecond, 'pages/s', yardstick, 0.5),
    ...speed('course page, anonymous', course),
    atLeast('unit page, anonymous', anonymousUnit.perSecond, 'pages/s', yardstick, 0.4),
  ];
}

/** Where an answer can be handed in, and one that is taken. */
export interface AnswerPath {
  path: string;
  body: string;
}

interface ListedActivity {
  unit: string;
  key: string;
  type: string;
}

/** All activities of the run that stand in its units. */
export async function listActivities(site: Site, run: DemoRun): Promise<ListedActivity[]> {
  const home = await fetch(`${site.url}/api/v1/learn/${run.path}`);
  const { outline } = (await home.json()) as { outline: OutlineNode[] };
  const found: ListedActivity[] = [];
  for (const unit of unitsBelow(outline)) {
    const reply = await fetch(`${site.url}/api/v1/learn/${run.path}/${unit}`);
    const { activities } = (await reply.json()) as { activities: Omit<ListedActivity, 'unit'>[] };
    found.push(...activities.map(({ key, type }) => ({ unit, key, type })));
  }
  return found;
}

/** Every activity that takes a number or a word as its answer: enough that no attempts limit ends the load. */
export async function answerPaths(site: Site, run: DemoRun): Promise<AnswerPath[]> {
  const found = (await listActivities(site, run))
    .filter(({ type }) => type === 'numeric' || type === 'text-answer')
    .map(({ unit, key }) => ({
      path: `/api/v1/learn/${run.path}/${unit}/${key}/submissions`,
      body: JSON.stringify({ answer: '1' }),
    }));
  // A number that must carry its unit is refused without one.
  const taken = await Promise.all(found.map((target) => isTaken(site, target)));
  return found.filter((_, index) => taken[index]);
}

const requestOf = (person: Learner, { path, body }: AnswerPath) => ({
  method: 'POST' as const,
  path,
  headers: {
    cookie: person.cookie,
    'x-csrf-token': person.csrf,
    'content-type': 'application/json',
    'idempotency-key': crypto.randomUUID(),
  },
  body,
});

async function isTaken(site: Site, target: AnswerPath): Promise<boolean> {
  const { path, ...request } = requestOf(await learner(1_000), target);
  return (await fetch(site.url + path, request)).ok;
}

interface OutlineNode {
  kind: 'unit' | 'section';
  key: string;
  children?: OutlineNode[];
}

const unitsBelow = (nodes: OutlineNode[]): string[] =>
  nodes.flatMap((node) => (node.kind === 'unit' ? [node.key] : unitsBelow(node.children ?? [])));

/** More than a connection can send while it is measured: no id is sent twice. */
const answersEach = 2_500;

/** Each learner hands in once at each activity before any does so again, so that no attempts limit ends the load. */
export async function handIn(
  site: Site,
  paths: AnswerPath[],
  from: number,
  count: number,
  measure: Measure = warmLoad,
): Promise<Measured> {
  const people = await learners(from, count);
  const made = Array.from({ length: lineCount }, () => 0);
  const next = (line: number): Request => {
    const turn = (made[line] ?? 0) * lineCount + line;
    made[line] = (made[line] ?? 0) + 1;
    const person = people[turn % people.length];
    const target = paths[Math.floor(turn / people.length) % paths.length];
    if (!person || !target) throw new Error('nobody, or nothing to answer');
    return requestOf(person, target);
  };
  return measure({
    url: site.url,
    requests: (line) => Array.from({ length: answersEach }, () => next(line)),
  });
}

export const measureAnswers = (site: Site, paths: AnswerPath[]): Promise<Measured> =>
  handIn(site, paths, 1, 1_000);

export function answerRows(answers: Measured, bare: number): Row[] {
  const yardstick = { name: `a bare prepared insert with commit (${bare.toFixed(0)}/s)`, value: bare };
  return [
    atLeast('durable graded answer', answers.perSecond, 'answers/s', yardstick, 0.3),
    ...speed('durable graded answer', answers),
  ];
}

const trips = (reply: Response) =>
  Number(/sql;desc="(\d+)"/.exec(reply.headers.get('server-timing') ?? '')?.[1] ?? Number.NaN);

export async function measureRoundTrips(site: Site, run: DemoRun): Promise<Row[]> {
  const { cookie } = await learner(1);
  const course = run.path.split('/').slice(0, 2).join('/');
  const pages = [
    '/',
    '/courses',
    `/courses/${course}`,
    `/learn/${run.path}`,
    `/learn/${run.path}/${unitKey}`,
    `/progress/${run.path}`,
    '/settings',
  ];
  const rows: Row[] = [];
  for (const page of pages) {
    // The second look: caches are warm, as they are for everybody but the first.
    for (const _ of [1, 2]) await fetch(site.url + page, { headers: { cookie } });
    rows.push(
      atMost(
        `SQL round trips of ${page.replace(run.path, '…').replace(course, '…')}`,
        trips(await fetch(site.url + page, { headers: { cookie } })),
        '',
        2,
      ),
    );
  }
  return rows;
}

/** Bytes that a browser with an empty cache is sent for a unit: page, styles, script, icons; not its pictures and films. */
export async function measureWeight(site: Site, run: DemoRun): Promise<Row[]> {
  const { cookie } = await learner(1);
  const headers = { cookie, ...compressed };
  const sizeOf = async (path: string) => Number((await rawFetch(site.url + path, headers)).length);
  const page = `/learn/${run.path}/${unitKey}`;
  const html = await (await fetch(site.url + page, { headers: { cookie } })).text();
  const linked = [...html.matchAll(/(?:href|src)="(\/static\/[^"#]+)/g)].map(([, path = '']) => path);
  const sizes = await Promise.all([page, ...new Set(linked)].map(sizeOf));
  return [
    atMost(
      'a cold unit page with its styles, script and icons',
      sizes.reduce((sum, n) => sum + n, 0) / 1000,
      'kB',
      50,
    ),
  ];
}

/** As it came over the wire: `fetch` would unpack it. */
async function rawFetch(url: string, headers: Record<string, string>): Promise<Buffer> {
  const { request } = await import('node:http');
  return new Promise((resolve, reject) => {
    request(url, { headers }, (reply) => {
      const parts: Buffer[] = [];
      reply.on('data', (part) => parts.push(part)).on('end', () => resolve(Buffer.concat(parts)));
    })
      .on('error', reject)
      .end();
  });
}
