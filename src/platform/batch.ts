/**
 * Terms: a *batch* is one statement that answers several callers of the same moment. What arrives while as many batches
 * are under way as may be gathers for the next, so that a quiet site answers at once and a busy one sends fewer, larger
 * statements: a round trip costs both sides more than a row does.
 */
import { availableParallelism } from 'node:os';
import { countRoundTrip, insideTransaction, outsideRequest } from './database.ts';

interface Waiting<Input, Output> {
  input: Input;
  resolve(output: Output): void;
  reject(error: unknown): void;
}

export interface BatchLimits {
  /** Callers in one batch. */
  most: number;
  /** Batches under way; by itself as many as there are cores beside the one of this program. */
  atOnce?: number;
}

/**
 * Makes of a statement for many a call for one. `run` gives one output for each input, in their order; what it throws,
 * all callers of the batch get. Inside a transaction a call stays alone, on the transaction's connection.
 */
export function inBatches<Input, Output>(
  run: (inputs: Input[]) => Promise<Output[]>,
  { most, atOnce = Math.max(1, availableParallelism() - 1) }: BatchLimits,
): (input: Input) => Promise<Output> {
  const waiting: Waiting<Input, Output>[] = [];
  let underWay = 0;
  let planned = false;

  async function runNext(): Promise<void> {
    const batch = waiting.splice(0, most);
    underWay += 1;
    try {
      const outputs = await run(batch.map(({ input }) => input));
      for (const [at, { resolve }] of batch.entries()) resolve(outputs[at] as Output);
    } catch (error) {
      for (const { reject } of batch) reject(error);
    } finally {
      underWay -= 1;
      plan();
    }
  }

  /** At the end of the event loop's turn: requests that were read together go together. */
  function plan(): void {
    if (planned || waiting.length === 0 || underWay >= atOnce) return;
    planned = true;
    setImmediate(() => {
      planned = false;
      while (waiting.length > 0 && underWay < atOnce) void runNext();
    });
  }

  return (input) => {
    if (insideTransaction()) return run([input]).then(([output]) => output as Output);
    countRoundTrip();
    return new Promise<Output>((resolve, reject) => {
      waiting.push({ input, resolve, reject });
      outsideRequest(plan);
    });
  };
}
