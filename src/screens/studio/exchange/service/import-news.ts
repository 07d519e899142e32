/** Tells pages of imports that there is news: a stream says so once and ends, and the page looks again. */
import { PassThrough } from 'node:stream';
import { getImport } from '#modules/authoring/index.ts';
import type { Call } from '#platform/endpoint.ts';
import { onNews } from '#platform/news.ts';

/** Proxies cut connections on which nothing is said; what ends is opened again. */
const longestMs = 25_000;
const mostStreams = 500;

const waiting = new Map<PassThrough, { topic: string; timer: NodeJS.Timeout }>();

function end(stream: PassThrough, last = ''): void {
  const one = waiting.get(stream);
  if (!one) return; // news came while it was looked up how far things are
  clearTimeout(one.timer);
  waiting.delete(stream);
  stream.end(last);
}

onNews('import:', (topic) => {
  for (const [stream, one] of waiting)
    if (topic === '*' || one.topic === topic) end(stream, 'event: news\ndata: 1\n\n');
});

/** `seen` is what the page shows: where things have gone on since, it hears of it at once. */
export async function watchImport(call: Call, id: string, seen: string): Promise<PassThrough> {
  const stream = new PassThrough();
  if (waiting.size >= mostStreams) {
    stream.end('retry: 30000\n\n');
    return stream;
  }
  waiting.set(stream, {
    topic: `import:${id}`,
    timer: setTimeout(() => end(stream), longestMs).unref(),
  });
  stream.once('close', () => end(stream));
  stream.write('retry: 1000\n\n');
  try {
    const { state, progress } = await getImport(call, id);
    if (`${state} ${progress}` !== seen) end(stream, 'event: news\ndata: 1\n\n');
    return stream;
  } catch (error) {
    end(stream); // nobody reads it: it would hold a place
    throw error;
  }
}

/** Before the server closes: open streams would hold it. */
export function stopImportNews(): void {
  for (const stream of [...waiting.keys()]) end(stream);
}
