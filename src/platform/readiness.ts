/** Whether this process can do its work: the database answers, and what people send can be kept. */
import { isDiskFull, isReadOnly, query } from './database.ts';
import { storage } from './storage.ts';

/** Anybody may ask, so the disk is not written to for each. */
const keptMs = 1_000;
let kept: { until: number; cause: Promise<string | null> } | undefined;

async function probeStorage(): Promise<string | null> {
  try {
    await storage().probe();
    return null;
  } catch (error) {
    if (isDiskFull(error)) return 'the disk is full';
    return isReadOnly(error) ? 'the disk can only be read' : 'the data folder cannot be written';
  }
}

function storageTrouble(): Promise<string | null> {
  if (!kept || performance.now() > kept.until)
    kept = { until: performance.now() + keptMs, cause: probeStorage() };
  return kept.cause;
}

/** What is in the way; null: nothing. */
export async function findTrouble(): Promise<string | null> {
  const database = query('select 1').then(
    () => null,
    () => 'the database does not answer',
  );
  const [first, second] = await Promise.all([database, storageTrouble()]);
  return first ?? second;
}
