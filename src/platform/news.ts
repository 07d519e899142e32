/**
 * Terms: *news* tells every process that something it may have cached has changed (`release:<course>`,
 * `actor:<person>`). It rides on the transaction that made the change. It is a hint, not a queue: a process that lost
 * its connection forgets everything when it is back. Work that must happen is a job.
 */
import { Client } from 'pg';
import { afterCommit, query } from './database.ts';

type Handler = (topic: string) => void;

const handlers: { prefix: string; handle: Handler }[] = [];
const channel = 'lectern_news';

/** Calls `handle` for each topic that begins with `prefix`; also with `*` when anything may have changed. */
export function onNews(prefix: string, handle: Handler): void {
  handlers.push({ prefix, handle });
}

function tell(topic: string): void {
  for (const { prefix, handle } of handlers) if (topic === '*' || topic.startsWith(prefix)) handle(topic);
}

/**
 * Tells all processes once the ambient transaction has committed; this one without the way through PostgreSQL, so that
 * whoever changed something sees it on their next page. Not for hot paths: NOTIFY takes a lock.
 */
export async function publishNews(topic: string): Promise<void> {
  afterCommit(() => tell(topic));
  await query('select pg_notify($1, $2)', [channel, topic]);
}

export interface NewsListener {
  close(): Promise<void>;
}

/** Listens on a connection of its own and comes back after every break. */
export function listenForNews(url: string, retryMs = 1_000): NewsListener {
  let client: Client | undefined;
  let closed = false;
  let timer: NodeJS.Timeout | undefined;

  const again = () => {
    client = undefined;
    if (!closed) timer = setTimeout(open, retryMs);
  };
  const open = async () => {
    const opening = new Client({ connectionString: url, application_name: 'lectern-news', keepAlive: true });
    client = opening;
    opening.on('notification', ({ payload }) => payload && tell(payload));
    opening.on('error', () => opening.end().catch(() => {}));
    opening.on('end', again);
    try {
      await opening.connect();
      await opening.query(`listen ${channel}`);
      tell('*');
    } catch {
      await opening.end().catch(() => {});
    }
  };
  void open();
  return {
    async close() {
      closed = true;
      clearTimeout(timer);
      await client?.end().catch(() => {});
    },
  };
}

/** In one process and in tests: tells the handlers at once, without PostgreSQL. */
export const tellHere = tell;
