/**
 * Live results: everybody who waits in this process is served by one statement every little while, however many they
 * are. A stream says once that there is news, and ends; the page then asks for what it shows, and listens again if need
 * be. Whoever has no stream loses nothing: a look at the page shows the same.
 */
import { PassThrough } from 'node:stream';
import { outsideTransaction } from '#platform/database.ts';
import { log } from '#platform/log.ts';
import { listStages, type Watched } from '../store/news.ts';

interface Listener extends Watched {
  /** How far things were when the page was drawn. */
  seen: string;
  stream: PassThrough;
  since: number;
}

const lookMs = 700;
/** Proxies cut connections on which nothing is said. */
const beatMs = 20_000;
const longestMs = 10 * 60_000;
/** One person has a few pages open, not hundreds. */
const mostOfOne = 8;

const listeners = new Set<Listener>();
let looking: NodeJS.Timeout | undefined;
let beating: NodeJS.Timeout | undefined;

function end(listener: Listener, last = ''): void {
  listeners.delete(listener);
  listener.stream.end(last);
  if (listeners.size > 0) return;
  clearTimeout(looking);
  clearInterval(beating);
  looking = beating = undefined;
}

const news = 'event: news\ndata: 1\n\n';

async function look(): Promise<void> {
  const all = [...listeners];
  try {
    const stages = await listStages(all);
    for (const [at, listener] of all.entries()) if (stages[at] !== listener.seen) end(listener, news);
  } catch (err) {
    log().warn({ err }, 'live results could not be read');
  }
  looking = listeners.size > 0 ? setTimeout(() => void outsideTransaction(look), lookMs) : undefined;
}

function beat(): void {
  const now = performance.now();
  for (const listener of [...listeners])
    if (now - listener.since > longestMs) end(listener);
    else listener.stream.write(': still waiting\n\n');
}

/** Server-sent events about one activity of a learner, for a page that was drawn at `seen`. */
export function watch(watched: Watched, seen: string): PassThrough {
  const stream = new PassThrough();
  const own = [...listeners].filter(({ learnerId }) => learnerId === watched.learnerId);
  if (own.length >= mostOfOne) {
    stream.end('retry: 30000\n\n');
    return stream;
  }
  const listener = { ...watched, seen, stream, since: performance.now() };
  listeners.add(listener);
  stream.write('retry: 2000\n\n');
  stream.once('close', () => end(listener));
  looking ??= setTimeout(() => void outsideTransaction(look), 0);
  beating ??= setInterval(beat, beatMs);
  return stream;
}

/** Before the server closes: open streams would hold it. */
export function stopLive(): void {
  for (const listener of [...listeners]) end(listener);
}
