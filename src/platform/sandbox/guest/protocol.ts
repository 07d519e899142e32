/** What the platform and a sandbox process say to each other. */
import type { Limits, Outcome } from '../schema.ts';
import type { Command } from '../toolchains.ts';

/** Until the first report of a judge: starting interpreters is our time, not that of the program. */
export const bootMs = 60_000;

/** One program: compiled if need be, then run. */
export interface RunRequest {
  kind: 'run';
  id: number;
  compile: readonly Command[];
  run: Command;
  files: ReadonlyMap<string, Uint8Array>;
  args: readonly string[];
  stdin: Uint8Array;
  limits: Limits;
}

/** One of two programs that talk to each other; each reads its job from its own wire. */
export interface Party {
  command: Command;
  files: ReadonlyMap<string, Uint8Array>;
}

/**
 * A *judge*, whom we trust, and a *guest*, whom nobody has read, each an instance of its own. What the judge writes to
 * its wire comes back as reports.
 */
export interface Pair {
  judge: Party;
  guest: Party;
  limits: Limits;
}

export interface PairRequest {
  kind: 'pair';
  id: number;
  pair: Pair;
  judgeJob: Uint8Array;
  guestJob: Uint8Array;
}

/** Ends what runs under this id. */
export interface StopRequest {
  kind: 'stop';
  id: number;
}

/** Have a pair ready, so that the next job need not wait for it. */
export interface WarmRequest {
  kind: 'warm';
  pair: Pair;
}

export type Request = RunRequest | PairRequest | StopRequest | WarmRequest;

export interface RunReply {
  kind: 'result';
  id: number;
  outcome: Outcome;
  exitCode: number | null;
  stdout: Uint8Array;
  stderr: Uint8Array;
  compileOutput?: Uint8Array;
  files: ReadonlyMap<string, Uint8Array>;
}

export interface ReportReply {
  kind: 'report';
  id: number;
  bytes: Uint8Array;
}

export interface EndReply {
  kind: 'end';
  id: number;
  judge: Outcome;
  guest: Outcome;
  /** What the judge wrote to its standard error: the cause, where it fell. */
  stderr: Uint8Array;
}

/** The job could not be run: a fault of ours. */
export interface FaultReply {
  kind: 'fault';
  id: number;
  message: string;
}

export type Reply = RunReply | ReportReply | EndReply | FaultReply;
