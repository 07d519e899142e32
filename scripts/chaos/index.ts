/**
 * `npm run chaos`: kills web, worker and PostgreSQL under load, at random and at named points, and proves that nothing
 * acknowledged is lost, doubled or changed. Then does the same to a PostgreSQL that is allowed to lose: a check that
 * does not notice that proves nothing. `-- --cycles 20` for more faults, `-- --json` for rows only.
 */
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { build } from '../prepare.mjs';
import { addLearners, type DemoRun, findDemoRun } from '../rig/learners.ts';
import { report, say } from '../rig/rows.ts';
import { makeFolder, removeFolder, waitUntil } from '../rig/site.ts';
import { findTargets, type Target } from './activities.ts';
import { check } from './checker.ts';
import { type Clients, startClients } from './clients.ts';
import { type Fault, faults } from './faults.ts';
import { chaseGraders } from './gradings.ts';
import { type History, openHistory } from './history.ts';
import { askForMails, startMailServer } from './mails.ts';
import { controlRow, rowsOf } from './outcome.ts';
import { countUnfinished, readState } from './state.ts';
import { type System, startSystem } from './system.ts';

const { values } = parseArgs({
  options: { cycles: { type: 'string', default: '5' }, json: { type: 'boolean' } },
});
const cycles = Number(values.cycles);
if (!Number.isInteger(cycles) || cycles < 1) throw new Error('--cycles takes a whole number from 1');

/** Enough that nobody runs out of attempts, and apart from each other. */
const learners = {
  run: { from: 1, to: 10_000 },
  control: { from: 10_001, to: 14_000 },
  gradings: { from: 14_001, to: 15_000 },
};
const clientCount = 12;
const controlKills = 4;

function enterClients(site: string, history: History, targets: readonly Target[], firstLearner: number) {
  const entered: string[] = [];
  const clients = startClients({
    site,
    history,
    targets,
    firstLearner,
    count: clientCount,
    enter: ({ id }) => void entered.push(id),
  });
  return { clients, entered };
}

/** Load, a blow at a random moment, healing; then a little undisturbed load. */
async function runCycle(fault: Fault, system: System, history: History, clients: Clients): Promise<void> {
  await sleep(200 + Math.random() * 800);
  const race = clients.race(20);
  await sleep(Math.random() * 20);
  history.note({ event: 'fault', name: fault.name });
  await fault.strike(system);
  await system.healed();
  history.note({ event: 'healed' });
  await race;
}

async function runFaults(system: System, history: History, targets: readonly Target[], publicKey: string) {
  const { clients, entered } = enterClients(system.url, history, targets, learners.run.from);
  const stopAsking = askForMails(system.url, history);
  for (let cycle = 0; cycle < cycles; cycle += 1) {
    const fault = faults[cycle % faults.length];
    if (!fault) throw new Error('there are no faults');
    say(`Cycle ${cycle + 1} of ${cycles}: ${fault.name}`);
    await runCycle(fault, system, history, clients);
  }
  await stopAsking();
  await clients.finish();
  say('Waiting until all jobs are done');
  const healedAt = Date.now();
  // What is not done by then the checker finds.
  const drained = async () => (await countUnfinished(system.pool).catch(() => 1)) === 0;
  await waitUntil('the mails', drained, 150).catch(() => {});
  const drainSeconds = (Date.now() - healedAt) / 1000;
  const entries = history.read();
  const objections = check(entries, await readState(system.pool, entered), publicKey);
  return rowsOf({ entries, objections, races: clients.races(), drainSeconds });
}

/** The same kills, where PostgreSQL may lose the last moments of what it acknowledged. */
async function runControl(system: System, history: History, targets: readonly Target[], publicKey: string) {
  say('Negative control: synchronous_commit=off');
  system.stopKeepingPromises();
  await sleep(500);
  await system.healed();
  const { clients, entered } = enterClients(system.url, history, targets, learners.control.from);
  for (let n = 0; n < controlKills; n += 1) {
    await sleep(1_000 + Math.random() * 300);
    history.note({ event: 'fault', name: 'kill -9 all of PostgreSQL' });
    system.postgres.signal('SIGKILL');
    await sleep(300);
    await system.healed();
    history.note({ event: 'healed' });
  }
  await clients.finish();
  return controlRow(history.read(), check(history.read(), await readState(system.pool, entered), publicKey));
}

async function prepare(system: System): Promise<{ run: DemoRun; targets: Target[]; publicKey: string }> {
  await system.healed();
  const run = await findDemoRun(system.pool);
  await addLearners(system.pool, run, learners.run.from, learners.gradings.to);
  const key = await fetch(`${system.url}/receipts/key.pem`);
  return { run, targets: await findTargets(system.url, run), publicKey: await key.text() };
}

for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(130));
build();
const folder = await makeFolder();
const histories = {
  run: openHistory(join(folder, 'run.jsonl')),
  control: openHistory(join(folder, 'control.jsonl')),
};
const mailServer = await startMailServer(histories.run);
say('Starting a system of its own');
const system = await startSystem(mailServer.port);
try {
  const { run, targets, publicKey } = await prepare(system);
  const rows = await runFaults(system, histories.run, targets, publicKey);
  rows.push(...(await chaseGraders(system, run, learners.gradings.from)));
  rows.push(await runControl(system, histories.control, targets, publicKey));
  report(rows);
} finally {
  await system.stop();
  await mailServer.close();
  histories.run.close();
  histories.control.close();
  await removeFolder(folder);
}
