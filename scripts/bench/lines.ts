/**
 * Terms: a *line* is a connection as a browser keeps it: it sends a request and waits for its answer before the next.
 * By hand, since what makes load on the same two cores takes from what it measures (`docs/decisions/load-by-lines.md`).
 */
import { once } from 'node:events';
import { connect } from 'node:net';

export interface Request {
  method?: 'GET' | 'POST';
  path: string;
  headers?: Record<string, string>;
  body?: string;
}

export interface Answer {
  status: number;
  milliseconds: number;
}

export interface Line {
  send(request: Buffer): Promise<Answer>;
  close(): void;
}

/** The bytes of a request, made before any is sent. */
export function bytesOf(url: string, { method = 'GET', path, headers, body = '' }: Request): Buffer {
  const fields = {
    host: new URL(url).host,
    ...(body && { 'content-length': Buffer.byteLength(body) }),
    ...headers,
  };
  const head = Object.entries(fields).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.from(`${method} ${path} HTTP/1.1\r\n${head.join('')}\r\n${body}`);
}

const headEnd = '\r\n\r\n';
const length = /\r\ncontent-length: (\d+)/i;

/** Status and size of the answer that these bytes begin; null: its head is not all there. */
function readHead(bytes: Buffer): { status: number; size: number } | null {
  const end = bytes.indexOf(headEnd);
  if (end < 0) return null;
  const head = bytes.toString('latin1', 0, end);
  const status = Number(head.slice(9, 12));
  const body = length.exec(head)?.[1];
  if (body === undefined && status !== 304) throw new Error(`an answer does not tell its length: ${head}`);
  return { status, size: end + headEnd.length + Number(body ?? 0) };
}

/** A line that stands: nobody is measured while connecting. */
export async function openLine(url: string): Promise<Line> {
  const { hostname, port } = new URL(url);
  const socket = connect({ host: hostname, port: Number(port), noDelay: true });
  await once(socket, 'connect');
  let waiting: { resolve(answer: Answer): void; reject(error: Error): void; since: number } | undefined;
  let begun: Buffer | undefined;
  let answer: { status: number; size: number } | undefined;
  let received = 0;

  socket.on('data', (bytes: Buffer) => {
    received += bytes.length;
    if (!answer) {
      begun = begun ? Buffer.concat([begun, bytes]) : bytes;
      answer = readHead(begun) ?? undefined;
    }
    if (!answer || received < answer.size) return;
    const { status } = answer;
    const done = waiting;
    begun = undefined;
    answer = undefined;
    waiting = undefined;
    received = 0;
    done?.resolve({ status, milliseconds: performance.now() - done.since });
  });
  const fail = (error?: Error) => waiting?.reject(error ?? new Error('the server closed the connection'));
  socket.on('error', fail).on('close', () => fail());

  return {
    send: (request) =>
      new Promise((resolve, reject) => {
        waiting = { resolve, reject, since: performance.now() };
        socket.write(request);
      }),
    close: () => socket.destroy(),
  };
}
