/** Jobs under test: mail with a sign-in link, asked for over HTTP, delivered by the worker to a server of our own. */
import { setTimeout as sleep } from 'node:timers/promises';
import { SMTPServer } from 'smtp-server';
import { csrfToken } from '../../src/platform/csrf.ts';
import type { History } from './history.ts';

export interface MailServer {
  port: number;
  close(): Promise<void>;
}

/** Notes each mail before it says that it has taken it. */
export async function startMailServer(history: History): Promise<MailServer> {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData(stream, { envelope }, done) {
      let text = '';
      stream.on('data', (chunk) => {
        text += chunk;
      });
      stream.on('end', () => {
        const messageId = /^Message-ID: <([^@>]+)/im.exec(text)?.[1] ?? '';
        for (const { address } of envelope.rcptTo)
          history.note({ event: 'mail-delivered', to: address, messageId });
        done();
      });
    },
  });
  // A worker that is killed breaks its connection.
  server.on('error', () => {});
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as { port: number };
  return { port, close: () => new Promise((resolve) => server.close(resolve)) };
}

/** Asks for a sign-in link a few times a second, each time for another address; gives how to end it. */
export function askForMails(site: string, history: History): () => Promise<void> {
  let stopping = false;
  const visit = 'a-visitor-of-the-chaos-run';
  async function ask(n: number): Promise<void> {
    const to = `asks${n}@chaos.example`;
    const reply = await fetch(`${site}/sign-in/link`, {
      method: 'POST',
      redirect: 'manual',
      headers: {
        cookie: `lectern.visit=${visit}`,
        'x-forwarded-for': `10.${n >> 16}.${(n >> 8) & 255}.${n & 255}`,
      },
      body: new URLSearchParams({ email: to, _csrf: csrfToken(visit) }),
      signal: AbortSignal.timeout(2_000),
    }).catch(() => null);
    // Without an answer nothing was promised; whoever waits for a mail asks again.
    if (reply?.status === 303) history.note({ event: 'mail-promised', to });
    await sleep(50);
  }
  const running = (async () => {
    for (let n = 1; !stopping; n += 1) await ask(n);
  })();
  return async () => {
    stopping = true;
    await running;
  };
}
