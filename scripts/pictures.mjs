/** `npm run -s pictures`: the pictures of docs/authors.md anew, by the browser test that walks the story. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { environment, install, node, root } from './prepare.mjs';

install();
const { status } = spawnSync(
  node,
  [join(root, 'node_modules/vitest/vitest.mjs'), 'run', 'test/journeys/author-story.test.ts'],
  {
    cwd: root,
    stdio: 'inherit',
    env: { ...environment, PICTURES: join(root, 'docs/images/authors') },
  },
);
process.exit(status ?? 1);
