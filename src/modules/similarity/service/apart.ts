/** Comparing apart from the program: a thread with memory of its own, so that nobody's page waits for it. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Findings, Task, WorkFiles } from '../schema.ts';
import type { FromThread, ToThread } from './thread.ts';

const limits = { maxOldGenerationSizeMb: 768, stackSizeMb: 16 };
const mostMinutes = 10;

/** Beside this file when it runs from its source; at the top of what was built else. */
function findThread(from = import.meta.dirname): string {
  const found = ['thread.ts', 'similarity-thread.js'].map((name) => join(from, name)).find(existsSync);
  if (found) return found;
  const above = dirname(from);
  if (above === from) throw new Error('the thread that compares is not there');
  return findThread(above);
}

/** It took more memory or time than it may; trying again would end in the same way. */
export class TooLarge extends Error {}

/** `batches` are read one after the other; `onRead` hears how many works are done. */
export async function compareApart(
  task: Task,
  batches: AsyncIterable<WorkFiles[]>,
  onRead: (works: number) => Promise<void>,
): Promise<Findings> {
  const worker = new Worker(findThread(), { workerData: task, resourceLimits: limits });
  const inTime = AbortSignal.timeout(mostMinutes * 60_000);
  const answer = () =>
    new Promise<FromThread>((resolve, reject) => {
      const late = () => reject(new TooLarge('it took too long'));
      inTime.addEventListener('abort', late, { once: true });
      worker.once('message', (news: FromThread) => {
        inTime.removeEventListener('abort', late);
        resolve(news);
      });
    });
  const broken = new Promise<never>((_, reject) => {
    worker.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? new TooLarge(error.message) : error),
    );
  });
  const ask = async (works: ToThread): Promise<FromThread> => {
    const told = Promise.race([answer(), broken]);
    worker.postMessage(works);
    return told;
  };
  try {
    for await (const works of batches) {
      const news = await ask(works);
      if ('read' in news) await onRead(news.read);
    }
    const last = await ask(null);
    if (!('findings' in last)) throw new Error('the thread said something else');
    return last.findings;
  } finally {
    await worker.terminate();
  }
}
