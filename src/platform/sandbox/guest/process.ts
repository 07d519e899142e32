/**
 * The sandbox process: a program of its own without the host's files, environment or processes, which runs one job
 * after the other, each in fresh instances on fresh threads. The platform kills it when a job goes beyond its limits
 * in a way that its own timer does not catch.
 */
import type { Outcome } from '../schema.ts';
import type { InstanceResult } from './instance.ts';
import type { Pair, PairRequest, Reply, Request, RunRequest } from './protocol.ts';
import { bootMs } from './protocol.ts';
import { type Running, startInstance } from './threads.ts';
import { close, makeWire, send, type WireEnd } from './wire.ts';

const reply = (message: Reply): void => void process.send?.(message);
const stops = new Map<number, () => void>();

async function run(request: RunRequest): Promise<void> {
  let running: Running | null = null;
  let timeUp = false;
  const stop = () => {
    timeUp = true;
    running?.stop();
  };
  stops.set(request.id, stop);
  const timer = setTimeout(stop, request.limits.timeMs);
  const step = async (...[command, options]: Parameters<typeof startInstance>) => {
    running = await startInstance(command, options);
    if (timeUp) running.stop();
    return await running.result;
  };
  const answer = (result: InstanceResult, outcome: Outcome, compileOutput?: Uint8Array) =>
    reply({
      ...result,
      kind: 'result',
      id: request.id,
      outcome: timeUp ? 'timeout' : outcome,
      compileOutput,
    });
  try {
    const { limits } = request;
    let files = request.files;
    const said: Uint8Array[] = [];
    for (const command of request.compile) {
      const result = await step(command, { files, limits });
      said.push(result.stdout, result.stderr);
      if (result.outcome !== 'exited' || result.exitCode !== 0) {
        const outcome = result.outcome === 'exited' ? 'uncompiled' : result.outcome;
        return answer({ ...result, stdout: new Uint8Array() }, outcome, Buffer.concat(said));
      }
      files = result.files;
    }
    const { args, stdin } = request;
    const result = await step(request.run, { files, limits, args, stdin });
    answer(result, result.outcome, request.compile.length ? Buffer.concat(said) : undefined);
  } finally {
    clearTimeout(timer);
    stops.delete(request.id);
  }
}

/** What the parties open: the wire to the other one and the wire to us. */
const peerPath = 'dev/peer';
const controlPath = 'dev/control';

interface RunningPair {
  judge: Running;
  guest: Running;
  judgeWire: WireEnd;
  guestWire: WireEnd;
  stop(): void;
}

async function startPair({ judge, guest, limits }: Pair): Promise<RunningPair> {
  const [judgePeer, guestPeer] = makeWire();
  const [judgeWire, judgeEnd] = makeWire();
  const [guestWire, guestEnd] = makeWire();
  const wires = (peer: WireEnd, control: WireEnd) =>
    new Map([
      [peerPath, peer],
      [controlPath, control],
    ]);
  const [runningJudge, runningGuest] = await Promise.all([
    startInstance(judge.command, { files: judge.files, limits, wires: wires(judgePeer, judgeEnd) }),
    startInstance(guest.command, { files: guest.files, limits, wires: wires(guestPeer, guestEnd) }),
  ]);
  // A judge that waits for a guest that is gone reads the end of the file.
  void runningGuest.result.then(() => close(judgePeer));
  const stop = () => {
    runningJudge.stop();
    runningGuest.stop();
    for (const { port } of [judgeWire, guestWire]) port.close();
  };
  return { judge: runningJudge, guest: runningGuest, judgeWire, guestWire, stop };
}

let warm: { key: string; pair: Promise<RunningPair> } | null = null;

const keyOf = ({ judge, guest, limits }: Pair) => JSON.stringify([judge.command, guest.command, limits]);

function warmUp(pair: Pair): void {
  if (warm?.key === keyOf(pair)) return;
  void warm?.pair.then(({ stop }) => stop());
  warm = { key: keyOf(pair), pair: startPair(pair) };
}

function takePair(pair: Pair): Promise<RunningPair> {
  const ready = warm?.key === keyOf(pair) ? warm.pair : null;
  if (ready) warm = null;
  return ready ?? startPair(pair);
}

async function runPair({ id, pair, judgeJob, guestJob }: PairRequest): Promise<void> {
  const running = await takePair(pair);
  let stopped: Outcome | null = null;
  const stop = () => {
    stopped ??= 'timeout';
    running.stop();
  };
  stops.set(id, stop);
  let timer = setTimeout(stop, bootMs);
  running.judgeWire.port.once('message', () => {
    clearTimeout(timer);
    timer = setTimeout(stop, pair.limits.timeMs);
  });
  running.judgeWire.port.on('message', (bytes: Uint8Array) => reply({ kind: 'report', id, bytes }));
  send(running.judgeWire, judgeJob);
  send(running.guestWire, guestJob);
  let guest: Outcome = 'exited';
  void running.guest.result.then(({ outcome }) => {
    guest = outcome;
  });
  try {
    const judge = await running.judge.result;
    // Reports that were sent before the end have been told when the next turn comes.
    await new Promise(setImmediate);
    reply({ kind: 'end', id, judge: stopped ?? judge.outcome, guest, stderr: judge.stderr });
  } finally {
    clearTimeout(timer);
    stops.delete(id);
    running.stop();
  }
}

function serve(request: Request): Promise<void> | void {
  if (request.kind === 'run') return run(request);
  if (request.kind === 'pair') return runPair(request);
  if (request.kind === 'stop') return stops.get(request.id)?.();
  return warmUp(request.pair);
}

process.on('message', (request: Request) => {
  void Promise.resolve(serve(request)).catch((error: unknown) => {
    if ('id' in request) reply({ kind: 'fault', id: request.id, message: String(error) });
  });
});
process.on('disconnect', () => process.exit());
