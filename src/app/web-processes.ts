/**
 * Several web processes behind one port, so that a site uses all cores of its machine: `node:cluster`. Terms of that
 * library: the *primary* holds the machines, jobs and gradings and hands out connections; *workers* are the web
 * processes. They know each other through the database alone, as the processes of two machines do.
 */
import cluster, { type Worker } from 'node:cluster';
import { once } from 'node:events';
import { AggregatorRegistry } from 'prom-client';
import { log } from '#platform/log.ts';
import { registry } from '#platform/metrics.ts';

export interface WebProcesses {
  stop(): Promise<void>;
}

interface FiguresMessage {
  type: 'lectern.figures';
  text?: string;
}
const isFigures = (message: unknown): message is FiguresMessage =>
  (message as FiguresMessage | null)?.type === 'lectern.figures';

const restMs = 1_000;

async function startOne(environment: Record<string, string>): Promise<Worker> {
  const worker = cluster.fork(environment);
  const ended = new AbortController();
  await Promise.race([
    once(worker, 'listening', { signal: ended.signal }),
    once(worker, 'exit', { signal: ended.signal }).then(() => {
      throw new Error('A web process ended before it listened; the lines above say why.');
    }),
  ]).finally(() => ended.abort());
  return worker;
}

/** Resolves when all of them listen; one that ends later is replaced. */
export async function openWebProcesses(
  count: number,
  environment: Record<string, string>,
): Promise<WebProcesses> {
  const figures = new AggregatorRegistry();
  let stopping = false;
  cluster.setupPrimary({ args: ['serve', '--no-seed'] });
  const start = () => startOne(environment);
  cluster.on('message', (worker, message) => {
    if (!isFigures(message)) return;
    const answer = (text: string) => worker.send({ type: message.type, text } satisfies FiguresMessage);
    figures.clusterMetrics().then(answer, (err) => log().warn({ err }, 'figures could not be collected'));
  });
  await Promise.all(Array.from({ length: count }, start));
  cluster.on('exit', (worker, code, signal) => {
    if (stopping) return;
    log().error({ pid: worker.process.pid, code, signal }, 'a web process ended; another one starts');
    setTimeout(() => {
      if (!stopping) start().catch((err) => log().error({ err }, 'a web process did not start'));
    }, restMs);
  });
  return {
    async stop() {
      stopping = true;
      const workers = Object.values(cluster.workers ?? {}).filter((worker) => worker !== undefined);
      const over = workers.map((worker) => once(worker, 'exit'));
      for (const worker of workers) worker.process.kill('SIGTERM');
      await Promise.all(over);
    },
  };
}

if (cluster.isWorker) {
  AggregatorRegistry.setRegistries([registry]);
  new AggregatorRegistry();
}

/** Figures of this site's web processes together, whichever of them is asked. */
export async function readFigures(): Promise<string> {
  if (!cluster.isWorker) return registry.metrics();
  const { promise, resolve } = Promise.withResolvers<string>();
  const hear = (message: unknown) => {
    if (isFigures(message) && message.text !== undefined) resolve(message.text);
  };
  process.on('message', hear);
  process.send?.({ type: 'lectern.figures' } satisfies FiguresMessage);
  return promise.finally(() => process.off('message', hear));
}
