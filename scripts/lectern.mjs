/** `npm start` and `npm run -s lectern -- …`: prepares the checkout, then hands over to the program. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { build, environment, install, node, root } from './prepare.mjs';

try {
  install();
  build();
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}
const args = ['--enable-source-maps', join(root, 'dist/server/cli.js'), ...process.argv.slice(2)];
const program = spawn(node, args, { stdio: 'inherit', env: environment });
// The terminal sends Ctrl-C to both; the program decides when it is done. SIGTERM comes to this process alone.
process.on('SIGINT', () => {});
process.on('SIGTERM', () => program.kill('SIGTERM'));
program.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
