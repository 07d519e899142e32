/**
 * A few sandbox processes that take turns. A process runs one job at a time, so that killing it harms no other; a
 * fresh one takes its place.
 */
import { availableParallelism } from 'node:os';
import {
  bootMs,
  type Pair,
  type PairRequest,
  type Reply,
  type RunReply,
  type RunRequest,
} from './guest/protocol.ts';
import { type SandboxProcess, startProcess } from './process.ts';
import { type Limits, type Outcome, SandboxFault } from './schema.ts';

/** After so many jobs a process has earned its rest: whatever leaks stays small. */
const jobsOfProcess = 200;
/** Compiled languages and Node itself, beside what the programs hold. */
const ownMemory = 900 * 1024 * 1024;
/** The process ends a job at its limit; we end the process when it does not. */
const graceMs = 2_000;
const watchMs = 200;

/** What nobody has used for so long gives its memory back. */
const restMs = 30_000;

const idle = new Map<SandboxProcess, NodeJS.Timeout>();
let waiting: ((process: SandboxProcess) => void)[] = [];
let running = 0;
let size = Math.max(1, availableParallelism() - 1);
let nextId = 1;

/** How many jobs may run at once. */
export function setSandboxSize(processes: number): void {
  size = Math.max(1, processes);
}

function lay(process: SandboxProcess): void {
  const end = setTimeout(() => {
    idle.delete(process);
    process.kill();
  }, restMs);
  idle.set(process, end.unref());
}

/** The one that was used last is the warmest. */
function pick(): SandboxProcess | undefined {
  const last = [...idle].at(-1);
  if (!last) return undefined;
  const [process, end] = last;
  clearTimeout(end);
  idle.delete(process);
  return process.alive ? process : pick();
}

function acquire(signal?: AbortSignal): Promise<SandboxProcess> {
  if (signal?.aborted) return Promise.reject(signal.reason);
  const ready = pick();
  if (ready || running < size) {
    running++;
    return Promise.resolve(ready ?? startProcess());
  }
  return new Promise((resolve, reject) => {
    const leave = () => {
      waiting = waiting.filter((other) => other !== take);
      reject(signal?.reason);
    };
    const take = (process: SandboxProcess) => {
      signal?.removeEventListener('abort', leave);
      resolve(process);
    };
    signal?.addEventListener('abort', leave, { once: true });
    waiting.push(take);
  });
}

function release(used: SandboxProcess): void {
  const worn = !used.alive || ++used.jobs >= jobsOfProcess;
  if (worn) used.kill();
  const next = waiting.shift();
  if (next) next(worn ? startProcess() : used);
  else {
    running--;
    if (!worn) lay(used);
  }
}

/** Ends all processes; for the end of the program and of tests. */
export function closeSandbox(): void {
  for (const [process, end] of idle) {
    clearTimeout(end);
    process.kill();
  }
  idle.clear();
}

export type Ended = { by: 'reply'; reply: Reply } | { by: 'kill'; outcome: Outcome };

interface Conversation {
  limits: Limits;
  signal?: AbortSignal;
  onReport?(bytes: Uint8Array): void;
}

/** Sends one request and waits for its last reply, for the limits to be broken, or for the process to go. */
function converse(
  worker: SandboxProcess,
  request: RunRequest | PairRequest,
  { limits, signal, onReport }: Conversation,
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const finish = (settle: () => void) => {
      clearTimeout(timer);
      clearInterval(watch);
      signal?.removeEventListener('abort', abort);
      worker.forget(request.id);
      settle();
    };
    const kill = (outcome: Outcome) =>
      finish(() => {
        worker.kill();
        resolve({ by: 'kill', outcome });
      });
    // Killing it is the one way that ends whatever it does.
    const abort = () =>
      finish(() => {
        worker.kill();
        reject(signal?.reason);
      });
    signal?.addEventListener('abort', abort, { once: true });
    const timer = setTimeout(() => kill('timeout'), bootMs + limits.timeMs + graceMs);
    const most = ownMemory + 2 * limits.memoryBytes;
    const watch = setInterval(() => worker.memory() > most && kill('memory'), watchMs);
    worker.ask(request, (reply) => {
      if (reply === 'gone') finish(() => resolve({ by: 'kill', outcome: 'crashed' }));
      else if (reply.kind === 'report') onReport?.(reply.bytes);
      else if (reply.kind === 'fault') finish(() => reject(new SandboxFault(reply.message)));
      else finish(() => resolve({ by: 'reply', reply }));
    });
  });
}

export async function runInSandbox({
  signal,
  ...request
}: Omit<RunRequest, 'id' | 'kind'> & { signal?: AbortSignal }): Promise<RunReply | { outcome: Outcome }> {
  const worker = await acquire(signal);
  const { limits } = request;
  try {
    const ended = await converse(worker, { ...request, kind: 'run', id: nextId++ }, { limits, signal });
    if (ended.by === 'kill') return ended;
    if (ended.reply.kind !== 'result') throw new SandboxFault(`an unexpected ${ended.reply.kind}`);
    return ended.reply;
  } finally {
    release(worker);
  }
}

export interface PairJob {
  pair: Pair;
  judgeJob: Uint8Array;
  guestJob: Uint8Array;
  /** Told of every report; what it returns is how long the judge may take to the next one, in milliseconds. */
  onReport(bytes: Uint8Array): number;
  signal?: AbortSignal;
}

/** Runs a pair to its end. A judge that stays silent for longer than it was given is stopped. */
export async function runPairInSandbox(
  job: PairJob,
): Promise<{ judge: Outcome; guest: Outcome; stderr: string }> {
  const worker = await acquire(job.signal);
  const id = nextId++;
  let timer: NodeJS.Timeout | undefined;
  const wait = (ms: number) => {
    clearTimeout(timer);
    timer = setTimeout(() => worker.stop(id), ms);
  };
  try {
    const { pair, judgeJob, guestJob } = job;
    const ended = await converse(
      worker,
      { kind: 'pair', id, pair, judgeJob, guestJob },
      { limits: pair.limits, signal: job.signal, onReport: (bytes) => wait(job.onReport(bytes)) },
    );
    if (ended.by === 'kill') return { judge: ended.outcome, guest: ended.outcome, stderr: '' };
    if (ended.reply.kind !== 'end') throw new SandboxFault(`an unexpected ${ended.reply.kind}`);
    const { judge, guest, stderr } = ended.reply;
    return { judge, guest, stderr: Buffer.from(stderr).toString() };
  } finally {
    clearTimeout(timer);
    release(worker);
    worker.warm(job.pair);
  }
}
