/** Runs a command of the host within time and output, and ends it with all its children. */
import { spawn } from 'node:child_process';
import { Writable } from 'node:stream';
import type { Limits, Outcome, ProgramResult } from '../schema.ts';

export interface Execution {
  command: readonly string[];
  /** What the command reads from file descriptors 0, 3, 4 … */
  input: Uint8Array;
  more?: readonly Uint8Array[];
  limits: Pick<Limits, 'timeMs' | 'outputBytes'>;
  /** Called when the command has to end, beside killing it. */
  onKill?(): void;
}

/** Killed for using too much memory, as shells and containers tell it. */
const killed = 137;

export function execute({ command, input, more = [], limits, onKill }: Execution): Promise<ProgramResult> {
  const [program = '', ...args] = command;
  const begun = performance.now();
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      env: {},
      detached: true,
      stdio: ['pipe', 'pipe', 'pipe', ...more.map(() => 'pipe' as const)],
    });
    let ended: Outcome | null = null;
    const kill = (outcome: Outcome) => {
      if (ended) return;
      ended = outcome;
      onKill?.();
      if (child.pid) process.kill(-child.pid, 'SIGKILL');
    };
    const timer = setTimeout(() => kill('timeout'), limits.timeMs);
    let left = limits.outputBytes;
    const collect = (stream: NodeJS.ReadableStream | null, chunks: Uint8Array[]) =>
      stream?.on('data', (chunk: Buffer) => {
        chunks.push(chunk.subarray(0, Math.max(0, left)));
        left -= chunk.length;
        if (left < 0) kill('output');
      });
    const [stdout, stderr]: [Uint8Array[], Uint8Array[]] = [[], []];
    collect(child.stdout, stdout);
    collect(child.stderr, stderr);
    for (const [index, bytes] of [input, ...more].entries()) {
      const stream = child.stdio[index === 0 ? 0 : index + 2];
      if (!(stream instanceof Writable)) continue;
      // A program need not read its input to the end.
      stream.on('error', () => {});
      stream.end(bytes);
    }
    child.on('error', (error) => {
      clearTimeout(timer);
      reject(error);
    });
    child.on('close', (code) => {
      clearTimeout(timer);
      const outcome = ended ?? (code === null ? 'crashed' : code === killed ? 'memory' : 'exited');
      resolve({
        outcome,
        exitCode: outcome === 'exited' ? code : null,
        stdout: Buffer.concat(stdout).toString('utf8'),
        stderr: Buffer.concat(stderr).toString('utf8'),
        files: {},
        durationMs: Math.round(performance.now() - begun),
      });
    });
  });
}
