/** Load from this process, which shares the two cores with the server and the database. */
import autocannon from 'autocannon';

export interface Measured {
  perSecond: number;
  p50: number;
  p99: number;
  errors: number;
}

export interface LoadOptions {
  url: string;
  seconds?: number;
  connections?: number;
  /** Made anew for every request, in turn. */
  request?(): { method?: 'GET' | 'POST'; path?: string; headers?: Record<string, string>; body?: string };
}

export async function load(options: LoadOptions): Promise<Measured> {
  const { request } = options;
  const result = await autocannon({
    url: options.url,
    connections: options.connections ?? 24,
    duration: options.seconds ?? 8,
    requests: request ? [{ setupRequest: (before: object) => ({ ...before, ...request() }) }] : undefined,
  } as autocannon.Options);
  return {
    perSecond: result.requests.average,
    p50: result.latency.p50,
    p99: result.latency.p99,
    errors: result.errors + result.timeouts + result.non2xx,
  };
}

/** The first seconds of a server are compiling; they are not measured. */
export async function warmLoad(options: LoadOptions): Promise<Measured> {
  await load({ ...options, seconds: 3 });
  return load(options);
}
