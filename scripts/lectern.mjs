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
const running = spawn(node, [...program, ...process.argv.slice(2)], { stdio: 'inherit', env: environment });
// The terminal sends Ctrl-C to both; the program decides when it is done. SIGTERM comes to this process alone.
process.on('SIGINT', () => {});
process.on('SIGTERM', () => running.kill('SIGTERM'));
running.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
