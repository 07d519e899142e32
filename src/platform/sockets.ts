/**
 * WebSockets. Terms: a *socket* is one value, as an endpoint is: an address, who may, and what listens there; a *line*
 * is one connection of one person. Who may is asked before the handshake, again with every beat and when news of the
 * person comes, since a line outlives sessions and roles. Browsers open sockets of any site with our cookies, so the Origin must be ours.
 * Closing codes are 4000 and the HTTP status that says the same.
 */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { type RawData, type WebSocket, WebSocketServer } from 'ws';
import type { Actor, PersonActor } from './actor.ts';
import type { Allow, PathParams } from './endpoint.ts';
import { log } from './log.ts';
import { onNews } from './news.ts';
import { mustShed } from './overload.ts';
import { Refusal, statusOfKind } from './refusal.ts';

export interface Line {
  actor: PersonActor;
  requestId: string;
  now(): Date;
  send(message: Uint8Array): void;
  close(code: number): void;
}

export interface Listener {
  hear(message: Uint8Array): void;
  closed(): void;
}

export interface Socket<Path extends string = string> {
  path: Path;
  allow: Allow<{ params: PathParams<Path> }>;
  open(line: Line, params: PathParams<Path>, query: URLSearchParams): Promise<Listener>;
}

/** The list of sockets forgets the particular parameters; each was checked where it was written. */
export const socket = <const Path extends string>(spec: Socket<Path>): Socket => spec as unknown as Socket;

interface Serving {
  baseUrl: string;
  readActor(cookieHeader: string | undefined, now: Date): Promise<Actor>;
}

const largestMessage = 1024 * 1024;
/** A reader who does not keep up is let go: what waits for them lies in our memory. */
const mostWaiting = 4 * 1024 * 1024;
const mostOfOnePerson = 10;
const beatMs = 25_000;
/** What a line may send: so much at once, and so much a second. */
const burst = { messages: 2_000, bytes: 4 * 1024 * 1024 };
const rate = { messages: 200, bytes: 128 * 1024 };

/** True as long as the sender stays within the rate (a token bucket). */
function keepRate(): (bytes: number) => boolean {
  const left = { ...burst };
  let last = performance.now();
  return (bytes) => {
    const seconds = (performance.now() - last) / 1000;
    last += seconds * 1000;
    left.messages = Math.min(burst.messages, left.messages + seconds * rate.messages) - 1;
    left.bytes = Math.min(burst.bytes, left.bytes + seconds * rate.bytes) - bytes;
    return left.messages >= 0 && left.bytes >= 0;
  };
}

function paramsAt(path: string, address: string): Record<string, string> | null {
  const names = path.split('/');
  const parts = address.split('/');
  if (names.length !== parts.length) return null;
  const params: Record<string, string> = {};
  for (const [at, name] of names.entries()) {
    const part = parts[at] ?? '';
    if (!name.startsWith(':') && name !== part) return null;
    try {
      if (name.startsWith(':')) params[name.slice(1)] = decodeURIComponent(part);
    } catch {
      return null;
    }
  }
  return params;
}

const isOurs = (origin: string | undefined, host: string | undefined, baseUrl: string): boolean =>
  URL.canParse(origin ?? '') &&
  (new URL(origin ?? '').host === host || new URL(origin ?? '').origin === new URL(baseUrl).origin);

const bytesOf = (data: RawData): Uint8Array =>
  data instanceof ArrayBuffer
    ? new Uint8Array(data)
    : new Uint8Array(Array.isArray(data) ? Buffer.concat(data) : data);

/** The lines of each person, as what asks anew whether the line may stay. */
const linesOf = new Map<string, Set<() => Promise<void>>>();

onNews('actor:', (topic) => {
  const people = topic === '*' ? linesOf.keys() : [topic.slice('actor:'.length)];
  // After everybody who keeps something of the person has heard it.
  setImmediate(() => {
    for (const person of people) for (const ask of linesOf.get(person) ?? []) void ask();
  });
});

export interface OpenSockets {
  close(): void;
}

/** Listens beside the framework, which knows no upgrades. */
export function openSockets(server: Server, sockets: readonly Socket[], serving: Serving): OpenSockets {
  const handshakes = new WebSocketServer({
    noServer: true,
    maxPayload: largestMessage,
    perMessageDeflate: false,
  });

  function refuse(duplex: Duplex, status: number): void {
    duplex.end(`HTTP/1.1 ${status} Refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
  }

  function find(request: IncomingMessage) {
    const { pathname, searchParams } = new URL(request.url ?? '/', serving.baseUrl);
    for (const found of sockets) {
      const params = paramsAt(found.path, pathname);
      if (params) return { socket: found, params, query: searchParams };
    }
    return null;
  }
  type Found = NonNullable<ReturnType<typeof find>>;

  /** The person, if they may still. */
  async function admit({ socket: { allow }, params }: Found, request: IncomingMessage) {
    const actor = await serving.readActor(request.headers.cookie, new Date());
    return actor.kind === 'person' && (await allow.check(actor, { params })) ? actor : null;
  }

  /** Asks as often as it must. */
  function keepAsking(found: Found, request: IncomingMessage, person: string, connection: WebSocket): void {
    async function ask(): Promise<void> {
      const actor = await admit(found, request).catch(() => undefined);
      // A database that is away for a moment takes nobody's right away.
      if (actor === null) connection.close(4403);
    }
    const lines = linesOf.get(person) ?? new Set();
    linesOf.set(person, lines.add(ask));
    let heard = true;
    connection.on('pong', () => {
      heard = true;
    });
    const timer = setInterval(() => {
      if (!heard) return connection.terminate();
      heard = false;
      connection.ping();
      void ask();
    }, beatMs);
    connection.on('close', () => {
      clearInterval(timer);
      lines.delete(ask);
      if (lines.size === 0) linesOf.delete(person);
    });
  }

  async function talk(found: Found, request: IncomingMessage, actor: PersonActor, connection: WebSocket) {
    const keeps = keepRate();
    let listener: Listener | null = null;
    let closed = false;
    connection.on('error', (err) => log().debug({ err }, 'a line broke'));
    connection.on('close', () => {
      closed = true;
      listener?.closed();
    });
    connection.on('message', (data) => {
      const message = bytesOf(data);
      if (keeps(message.length)) listener?.hear(message);
      else connection.close(4429);
    });
    keepAsking(found, request, actor.id, connection);
    // What comes before somebody listens waits in the network.
    connection.pause();
    const line: Line = {
      ...{ actor, requestId: randomUUID(), now: () => new Date() },
      send(message) {
        if (connection.bufferedAmount > mostWaiting) return connection.terminate();
        if (connection.readyState === connection.OPEN) connection.send(message);
      },
      close: (code) => connection.close(code),
    };
    try {
      listener = await found.socket.open(line, found.params as never, found.query);
    } catch (error) {
      if (!(error instanceof Refusal)) log().error({ err: error, path: found.socket.path }, 'a line failed');
      connection.close(error instanceof Refusal ? 4000 + statusOfKind[error.kind] : 1011);
    }
    connection.resume();
    if (closed) listener?.closed();
  }

  async function upgrade(request: IncomingMessage, duplex: Duplex, head: Buffer): Promise<void> {
    const found = find(request);
    if (!found) return refuse(duplex, 404);
    if (mustShed('browsing')) return refuse(duplex, 503);
    const { origin, host } = request.headers;
    const actor = isOurs(origin, host, serving.baseUrl) ? await admit(found, request) : null;
    if (!actor) return refuse(duplex, 403);
    if ((linesOf.get(actor.id)?.size ?? 0) >= mostOfOnePerson) return refuse(duplex, 429);
    handshakes.handleUpgrade(request, duplex, head, (connection) => {
      void talk(found, request, actor, connection);
    });
  }

  const onUpgrade = (request: IncomingMessage, duplex: Duplex, head: Buffer) => {
    duplex.on('error', () => duplex.destroy());
    upgrade(request, duplex, head).catch((err) => {
      log().error({ err }, 'a handshake failed');
      refuse(duplex, 500);
    });
  };
  server.on('upgrade', onUpgrade);
  return {
    close() {
      server.off('upgrade', onUpgrade);
      for (const connection of handshakes.clients) connection.close(1012);
      handshakes.close();
    },
  };
}
