/**
 * PostgreSQL as a machine of its own: `node postgres.ts <data folder> <port> <settings as JSON>`. It ends with the
 * server, so that whoever keeps it running starts both again.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { startEmbeddedPostgres } from '../../src/platform/embedded-postgres.ts';

const [folder = '', port = '', settings = '{}'] = process.argv.slice(2);
const server = await startEmbeddedPostgres(folder, { port: Number(port), settings: JSON.parse(settings) });

const isAlive = () => {
  try {
    return process.kill(server.pid, 0);
  } catch {
    return false;
  }
};
const stop = async () => {
  await server.stop();
  process.exit(0);
};
process.on('SIGTERM', () => void stop());
while (isAlive()) await sleep(50);
process.exit(1);
