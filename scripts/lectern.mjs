/** `npm start` and `npm run -s lectern -- …`: prepares the checkout, then hands over to the program. */
import { spawn } from 'node:child_process';
import { build, environment, install, node, program } from './prepare.mjs';

try {
  install();
  build();
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}
/**
 * In a group of its own: Ctrl-C in a terminal reaches this process, which passes it on once, and not PostgreSQL, which has
 * to answer until the last request is done. The program hears of the end of this process by the channel between them.
 */
const running = spawn(node, [...program, ...process.argv.slice(2)], {
  stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  env: environment,
  detached: process.platform !== 'win32',
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => running.kill(signal));
running.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
