/**
 * Gradings under fire: learners hand in programs while those who judge them are killed at named points. Each program
 * must be judged once, soon after; what a grader says that was believed dead must be refused; a grading that always fails
 * must end with staff and hold up nobody.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool } from 'pg';
import { programs } from '../../src/app/seed/programs.ts';
import { type DemoRun, learner } from '../rig/learners.ts';
import { atLeastOne, atMost, exactly, type Row, say, told } from '../rig/rows.ts';
import { waitUntil } from '../rig/site.ts';
import { type Deserved, judgedWrongly, type StoredGrading } from './checker/gradings.ts';
import { post } from './clients.ts';
import type { Keeper } from './keeper.ts';
import type { System } from './system.ts';

const points = ['before-claim', 'mid-run', 'before-commit', 'after-commit'].map((name) => `grading.${name}`);
/** Each kills twice: once to take up the failpoint, once by it. */
const strikes = 10;
const exercise = { unit: 'dead-reckoning', key: 'reckoning-course' };
const { right: [right = {}] = [], wrong = {} } = programs[exercise.key] ?? {};
/** In front of a program: it then runs for longer than a moment. */
const slowly = 'import time\nstarted = time.time()\nwhile time.time() - started < 3:\n    pass\n';

const statement = `select g.submission_id as id, g.number, g.state, g.current, g.score, g.refused, g.tries, g.losses,
    g.worker, extract(epoch from g.judged_at)::float8 * 1000 as "judgedAt",
    extract(epoch from g.created_at)::float8 * 1000 as "receivedAt"
  from grading.grading g where g.submission_id = any($1)`;

/** Learners who hand in programs, and what became of those. */
interface Scene {
  handedIn: Deserved[];
  /** Its id, once it is acknowledged. */
  handIn(program: Record<string, string>, isRight: boolean): Promise<string>;
  /** Two right ones, then a wrong one. */
  handInEither(): Promise<string>;
  read(ids?: readonly string[]): Promise<StoredGrading[]>;
  /** Judged, or with staff: these, or all. */
  isDone(ids?: readonly string[]): Promise<boolean>;
}

function openScene(site: string, pool: Pool, run: DemoRun, firstLearner: number): Scene {
  const handedIn: Deserved[] = [];
  let learners = firstLearner;
  const url = `${site}/api/v1/learn/${run.path}/${exercise.unit}/${exercise.key}/submissions`;
  const scene: Scene = {
    handedIn,
    async handIn(program, isRight) {
      const person = await learner(learners++);
      const id = crypto.randomUUID();
      const body = JSON.stringify(program);
      await waitUntil(
        'a program to be handed in',
        async () => 'receipt' in (await post(url, person, id, body)),
      );
      handedIn.push({ id, right: isRight });
      return id;
    },
    handInEither() {
      const isRight = handedIn.length % 3 !== 2;
      return scene.handIn(isRight ? right : wrong, isRight);
    },
    read: async (ids = handedIn.map(({ id }) => id)) => (await pool.query(statement, [ids])).rows,
    isDone: async (ids) =>
      (await scene.read(ids)).every(({ state }) => state === 'judged' || state === 'needs-staff'),
  };
  return scene;
}

const holds = (keeper: Keeper, { worker }: StoredGrading) => worker?.split(' ')[1] === String(keeper.pid());

/** What dead graders held: since when, and how long it took until it was in other hands. */
interface Deaths {
  open: Map<string, { worker: string; since: number }>;
  /** Seconds. */
  waits: number[];
}

async function noteDeaths(scene: Scene, graders: readonly Keeper[], { open, waits }: Deaths): Promise<void> {
  for (const grading of await scene.read()) {
    const known = open.get(grading.id);
    if (known && known.worker !== grading.worker) {
      waits.push((Date.now() - known.since) / 1000);
      open.delete(grading.id);
    }
    const isHeldByDead = grading.state === 'running' && !graders.some((keeper) => holds(keeper, grading));
    if (isHeldByDead && grading.worker && !open.has(grading.id))
      open.set(grading.id, { worker: grading.worker, since: Date.now() });
  }
}

/** Kills one grader after the other, each when it comes to a point of its work; there is work until it does. */
async function killAtPoints(scene: Scene, graders: readonly Keeper[], deaths: Deaths) {
  for (let strike = 0; strike < strikes; strike += 1) {
    const keeper = graders[strike % graders.length];
    const point = points[strike % points.length];
    if (!keeper || !point) throw new Error('there is nobody to kill');
    say(`${keeper.name} killed at ${point}`);
    const before = keeper.deaths();
    keeper.rearm(`${point}=1`);
    for (const end = Date.now() + 120_000; keeper.deaths() < before + 2; await sleep(100)) {
      if (Date.now() > end) throw new Error(`${keeper.name} did not come to ${point}`);
      if ((await scene.isDone()) && keeper.deaths() === before + 1) await scene.handInEither();
      await noteDeaths(scene, graders, deaths);
    }
    await noteDeaths(scene, graders, deaths);
  }
}

/** A grader stands still until another has its grading; what it says when it wakes must be refused. */
async function wakeTheDead(scene: Scene, graders: readonly Keeper[]): Promise<void> {
  say('A grader stands still until it is believed dead');
  const [[name, text] = ['', '']] = Object.entries(right);
  const id = await scene.handIn({ [name]: slowly + text }, true);
  let holder: Keeper | undefined;
  await waitUntil('the grading to begin', async () => {
    const [grading] = await scene.read([id]);
    holder = graders.find((keeper) => grading?.state === 'running' && holds(keeper, grading));
    return holder !== undefined;
  });
  holder?.signal('SIGSTOP');
  await waitUntil('another grader to judge', () => scene.isDone([id])).finally(() =>
    holder?.signal('SIGCONT'),
  );
  // What does not come by then, the rows tell.
  const isRefused = async () => (await scene.read([id])).some(({ refused }) => refused > 0);
  await waitUntil('the late result', isRefused, 30).catch(() => {});
}

/** A grading whose release cannot be read, each time: a fault of the system. Its end, and how long others took. */
async function poison(scene: Scene, { graders, pool }: System): Promise<{ state: string; seconds: number }> {
  say('A grading that fails each time');
  for (const keeper of graders) keeper.signal('SIGSTOP');
  const id = await scene.handIn(right, true);
  await pool.query(`update grading.grading set release_id = 'gone' where submission_id = $1`, [id]);
  scene.handedIn.pop();
  const others = [await scene.handInEither(), await scene.handInEither(), await scene.handInEither()];
  const begun = Date.now();
  for (const keeper of graders) keeper.signal('SIGCONT');
  await waitUntil('the others', () => scene.isDone(others));
  const seconds = (Date.now() - begun) / 1000;
  await waitUntil('the poison to be given up', () => scene.isDone([id]), 60).catch(() => {});
  const [grading] = await scene.read([id]);
  return { state: grading?.state ?? 'gone', seconds };
}

export async function chaseGraders(system: System, run: DemoRun, firstLearner: number): Promise<Row[]> {
  const { graders } = system;
  const scene = openScene(system.url, system.pool, run, firstLearner);
  const deaths: Deaths = { open: new Map(), waits: [] };
  const countDeaths = () => graders.reduce((sum, keeper) => sum + keeper.deaths(), 0);
  const before = countDeaths();
  await killAtPoints(scene, graders, deaths);
  const kills = countDeaths() - before;
  const healed = Date.now();
  const isDone = async () => {
    await noteDeaths(scene, graders, deaths);
    return scene.isDone();
  };
  await waitUntil('the gradings', isDone, 60).catch(() => {});
  const drained = (Date.now() - healed) / 1000;
  await wakeTheDead(scene, graders);
  const poisoned = await poison(scene, system);
  const stored = await scene.read();
  const wrongly = judgedWrongly(scene.handedIn, stored);
  for (const text of wrongly.slice(0, 5)) say(`  ${text}`);
  return [
    told('times a grader was killed', kills, ''),
    told('programs handed in meanwhile', scene.handedIn.length, ''),
    exactly('programs judged never, twice or otherwise than they deserve', wrongly.length, '', 0),
    atMost('longest until another grader has what a dead one held', Math.max(0, ...deaths.waits), 's', 15),
    atMost('until all were judged after the last kill', drained, 's', 15),
    atLeastOne(
      'results of graders believed dead, refused and counted',
      stored.filter((one) => one.refused > 0).length,
    ),
    exactly(
      'gradings that always fail and did not end with staff',
      poisoned.state === 'needs-staff' ? 0 : 1,
      '',
      0,
    ),
    atMost('three others beside it', poisoned.seconds, 's', 30),
  ];
}
