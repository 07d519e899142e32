/** Where browsers reach the site, and what to do where it may not listen. */
import { createServer } from 'node:net';
import type { Config } from './config.ts';

type Address = Pick<Config, 'host' | 'port'>;

export function explainListen(error: unknown, { host, port }: Address): Error {
  if (['EADDRNOTAVAIL', 'ENOTFOUND', 'EAI_AGAIN'].includes((error as { code?: string }).code ?? ''))
    return new Error(
      `HOST: this machine has no interface ${host}. Name one of its own addresses, or 0.0.0.0 for all.`,
    );
  if ((error as { code?: string }).code === 'EADDRINUSE')
    return new Error(
      `Port ${port} is in use. Stop the other program, or choose another one: PORT=8081 npm start`,
    );
  if ((error as { code?: string }).code === 'EACCES')
    return new Error(`This user may not listen on port ${port}. Choose one above 1024: PORT=8080 npm start`);
  return error as Error;
}

/** Listens for a moment, so that a port in use is said at once and not after the database has been made. */
export const tryPort = ({ host, port }: Address): Promise<void> =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error) => reject(explainListen(error, { host, port })));
    probe.listen({ host, port }, () => probe.close(() => resolve()));
  });
