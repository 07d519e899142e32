/** Starts instances on threads of their own, where they can be stopped whatever they do. */
import { Worker } from 'node:worker_threads';
import type { Limits } from '../schema.ts';
import type { Command } from '../toolchains.ts';
import type { FileMap } from './disk.ts';
import type { InstanceResult, InstanceSpec } from './instance.ts';
import { compile, libraryOf, packedModule } from './library.ts';
import type { WireEnd } from './wire.ts';

export interface InstanceOptions {
  files: FileMap;
  limits: Limits;
  args?: readonly string[];
  stdin?: Uint8Array;
  wires?: ReadonlyMap<string, WireEnd>;
}

export interface Running {
  result: Promise<InstanceResult>;
  stop(): void;
}

/** Told by the parent, as the folder of languages is. */
const threadFile = process.argv[3] ?? '';
/** Megabytes; deep recursion of a program is recursion of the thread. */
const stackSizeMb = 64;

const nothing = (outcome: InstanceResult['outcome']): InstanceResult => ({
  outcome,
  exitCode: null,
  stdout: new Uint8Array(),
  stderr: new Uint8Array(),
  files: new Map(),
});

function moduleOf({ module }: Command, { files, limits }: InstanceOptions): Promise<WebAssembly.Module> {
  if ('packed' in module) return packedModule(module.packed, limits.memoryBytes);
  const bytes = files.get(module.made);
  if (!bytes) throw new Error(`${module.made} was not made`);
  return compile(bytes, limits.memoryBytes);
}

export async function startInstance(command: Command, options: InstanceOptions): Promise<Running> {
  const spec: InstanceSpec = {
    module: await moduleOf(command, options),
    args: [...command.args, ...(options.args ?? [])],
    env: command.env ?? [],
    library: await libraryOf(command.library),
    files: options.files,
    stdin: options.stdin ?? new Uint8Array(),
    limits: options.limits,
    wires: options.wires ?? new Map(),
  };
  const worker = new Worker(threadFile, {
    workerData: spec,
    transferList: [...spec.wires.values()].map(({ port }) => port),
    env: {},
    resourceLimits: { stackSizeMb, maxOldGenerationSizeMb: 256 },
  });
  const result = new Promise<InstanceResult>((resolve) => {
    worker.once('message', resolve);
    worker.once('error', (error: NodeJS.ErrnoException) =>
      resolve(nothing(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'memory' : 'crashed')),
    );
    worker.once('exit', () => resolve(nothing('crashed')));
  });
  return { result, stop: () => void worker.terminate() };
}
