/** Load from this process, which shares the two cores with the server and the database. */
import autocannon from 'autocannon';

export interface Measured {
  perSecond: number;
  p50: number;
  p99: number;
  errors: number;
}

export interface Request {
  method?: 'GET' | 'POST';
  path: string;
  headers?: Record<string, string>;
  body?: string;
}

export interface LoadOptions {
  url: string;
  seconds?: number;
  /** Requests a second; as many as can be answered, where it is not said. */
  rate?: number;
  /** What each of the connections sends, in turn and again from the start; made before, so that making costs nothing. */
  requests?(connection: number): Request[];
}

const connections = 24;

export async function load(options: LoadOptions): Promise<Measured> {
  let connection = 0;
  const { requests } = options;
  const result = await autocannon({
    url: options.url,
    connections,
    duration: options.seconds ?? 8,
    ...(options.rate && { overallRate: options.rate }),
    setupClient: requests && ((client) => client.setRequests(requests(connection++) as autocannon.Request[])),
  });
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
