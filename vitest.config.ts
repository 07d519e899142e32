import solid from 'vite-plugin-solid';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  plugins: [solid({ ssr: true, solid: { generate: 'ssr', hydratable: true } })],
  // Views are drawn by Solid's server build, as in production.
  resolve: { conditions: ['node', 'import', 'default'] },
  ssr: { resolve: { conditions: ['node', 'import', 'default'] } },
  test: {
    environment: 'node',
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 60_000,
    server: { deps: { external: [/node_modules/] } },
    include: ['src/**/*.test.{ts,tsx}', 'test/**/*.test.{ts,tsx}'],
  },
});
