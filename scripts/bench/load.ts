/** Load from this process, which shares the two cores with the server and the database. */
import { setTimeout as sleep } from 'node:timers/promises';
import { type Answer, bytesOf, type Line, openLine, type Request } from './lines.ts';

export interface Measured {
  perSecond: number;
  /** Milliseconds. */
  p50: number;
  p99: number;
  errors: number;
}

export interface LoadOptions {
  url: string;
  seconds?: number;
  /** Requests a second; as many as can be answered, where it is not said. */
  rate?: number;
  /** What each of the lines sends, in turn and again from the start; made before, so that making costs nothing. */
  requests(line: number): Request[];
}

export const lineCount = 24;

export const openLines = (url: string): Promise<Line[]> =>
  Promise.all(Array.from({ length: lineCount }, () => openLine(url)));

/** The value below which this share of them lies. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export async function load({ url, seconds = 8, rate, requests }: LoadOptions): Promise<Measured> {
  const messages = Array.from({ length: lineCount }, (_, n) => requests(n).map((one) => bytesOf(url, one)));
  const lines = await openLines(url);
  const answers: Answer[] = [];
  const started = performance.now();
  const end = started + seconds * 1000;
  const pause = rate ? (lineCount / rate) * 1000 : 0;

  async function keepSending(line: Line, mine: Buffer[]): Promise<void> {
    for (let sent = 0; performance.now() < end; sent += 1) {
      const wait = started + sent * pause - performance.now();
      if (pause && wait > 0) await sleep(wait);
      answers.push(await line.send(mine[sent % mine.length] as Buffer));
    }
  }

  await Promise.all(lines.map((line, n) => keepSending(line, messages[n] ?? [])));
  const took = (performance.now() - started) / 1000;
  for (const line of lines) line.close();
  const times = answers.map(({ milliseconds }) => milliseconds);
  return {
    perSecond: answers.length / took,
    p50: percentile(times, 0.5),
    p99: percentile(times, 0.99),
    errors: answers.filter(({ status }) => status < 200 || status >= 300).length,
  };
}

/** The first seconds of a server are compiling; they are not measured. */
export async function warmLoad(options: LoadOptions): Promise<Measured> {
  await load({ ...options, seconds: 3 });
  return load(options);
}
