/**
 * Programs that need the host's own tools (a compiler, an image of the teacher's) run behind layers of isolation that
 * the host provides. A *layer* is one of them; a runner that finds one missing does not run anything at all.
 */
import { type Limits, type ProgramFiles, type ProgramResult, SandboxFault } from '../schema.ts';

export interface NativeProgram {
  /** Program and arguments, never a line for a shell. */
  command: readonly string[];
  files: ProgramFiles;
  stdin: string | Uint8Array;
  limits: Limits;
  /** Containers only. */
  image?: string;
}

export interface Layer {
  name: string;
  /** Why it does not hold; null: it does. */
  missing: string | null;
}

export interface NativeRunner {
  name: string;
  probe(): Promise<Layer[]>;
  run(program: NativeProgram): Promise<ProgramResult>;
}

export const layer = (name: string, holds: boolean, missing: string): Layer => ({
  name,
  missing: holds ? null : missing,
});

/** Probes once. There is no way to run without, or with some layers only. */
export async function openRunner(runner: NativeRunner): Promise<NativeRunner['run']> {
  const missing = (await runner.probe()).filter((found) => found.missing !== null);
  if (missing.length) {
    const reasons = missing.map((found) => `${found.name}: ${found.missing}`).join('; ');
    throw new SandboxFault(`${runner.name} does not isolate programs here. ${reasons}`);
  }
  return (program) => runner.run(program);
}
