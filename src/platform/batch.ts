/**
 * Terms: a *batch* is one statement that answers several callers of the same moment. What arrives while as many batches
 * are under way as may be gathers for the next, so that a quiet site answers at once and a busy one sends fewer, larger
 * statements: a round trip costs both sides more than a row does.
 */
import { availableParallelism } from 'node:os';
import { insideTransaction, isUnreachable, outsideRequest } from './database.ts';
import { countRoundTrip } from './statements.ts';

/** A pool hands out its connection in the next tick, and only then a statement leaves. */
const nextTick = () => new Promise<void>((resolve) => process.nextTick(resolve));

interface Waiting<Input, Output> {
  input: Input;
  resolve(output: Output): void;
  reject(error: unknown): void;
}

/**
 * All callers of a batch go on in one turn of the event loop, in which nothing is read. Two dozen pages in a turn would
 * take turns with their statement: the database rests while they are drawn, and then the program until it has answered.
 */
const fewEnough = 12;

export interface BatchLimits<Input> {
  /** Callers in one batch; more than by itself where what they share is a commit. */
  most?: number;
  /** Batches under way; by itself as many as there are cores beside the one of this program. */
  atOnce?: number;
  /** What a batch may hold once: a statement changes a row once only. */
  apart?(input: Input): string;
}

/** Takes the next batch out of those who wait; who must stand apart from one in it waits on. */
function takeBatch<Input, Output>(
  waiting: Waiting<Input, Output>[],
  { most = fewEnough, apart }: BatchLimits<Input>,
): Waiting<Input, Output>[] {
  if (!apart) return waiting.splice(0, most);
  const names = new Set<string>();
  const batch: Waiting<Input, Output>[] = [];
  const rest: Waiting<Input, Output>[] = [];
  for (const one of waiting.splice(0)) {
    const name = apart(one.input);
    const fits = batch.length < most && !names.has(name);
    (fits ? batch : rest).push(one);
    if (fits) names.add(name);
  }
  waiting.push(...rest);
  return batch;
}

/**
 * Makes of a statement for many a call for one. `run` sends one statement and gives one output for each input, in their
 * order. If it fails each caller is tried alone, so that nobody pays for the row of another. Inside a transaction a call
 * stays alone, on the transaction's connection.
 */
export function inBatches<Input, Output>(
  run: (inputs: Input[]) => Promise<Output[]>,
  limits: BatchLimits<Input> = {},
): (input: Input) => Promise<Output> {
  const { atOnce = Math.max(1, availableParallelism() - 1) } = limits;
  const waiting: Waiting<Input, Output>[] = [];
  let underWay = 0;
  let planned = false;

  function deliver(batch: Waiting<Input, Output>[], outputs: Output[]): void {
    for (const [at, { resolve }] of batch.entries()) resolve(outputs[at] as Output);
  }

  async function answerAlone(one: Waiting<Input, Output>): Promise<void> {
    await run([one.input]).then((outputs) => deliver([one], outputs), one.reject);
  }

  async function runNext(): Promise<void> {
    underWay += 1;
    const batch = takeBatch(waiting, limits);
    const inputs = batch.map(({ input }) => input);
    const done = await run(inputs).then(
      (outputs) => () => deliver(batch, outputs),
      (error) => async () => {
        if (batch.length > 1 && !isUnreachable(error)) for (const one of batch) await answerAlone(one);
        else for (const { reject } of batch) reject(error);
      },
    );
    underWay -= 1;
    // First the next batch, then the callers of this one: the database works while they go on.
    start();
    await nextTick();
    await done();
  }

  function start(): void {
    while (waiting.length > 0 && underWay < atOnce) void runNext();
  }

  /** At the end of the event loop's turn: requests that were read together go together. */
  function plan(): void {
    if (planned || waiting.length === 0 || underWay >= atOnce) return;
    planned = true;
    setImmediate(() => {
      planned = false;
      start();
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

/**
 * The inputs of a batch as rows of its statement, from parameters that each hold a list of one type:
 * `from ${inputsOf('uuid', 'text')} as q(learner, key, place)`. How many they are is hidden behind a subselect: the planner
 * would believe that it can do better for a few, and plan each small batch anew, which costs more than running it.
 */
export const inputsOf = (...types: string[]): string =>
  `unnest(${types.map((type, at) => `(select $${at + 1}::${type}[])`).join(', ')}) with ordinality`;

/** Rows by the place of their input, which a statement gets from `inputsOf`: for each input its own, or none. */
export function byPlace<Row extends { place: number }>(
  inputs: readonly unknown[],
  rows: readonly Row[],
): Omit<Row, 'place'>[][] {
  const lists = inputs.map((): Omit<Row, 'place'>[] => []);
  for (const { place, ...row } of rows) lists[place - 1]?.push(row);
  return lists;
}
