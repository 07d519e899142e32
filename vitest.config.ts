import solid from 'vite-plugin-solid';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { serverProps } from './src/ui/server-props/compile.ts';

/** The files that take longest begin first: none of them runs alone at the end. */
const longest = [
  ...['test/journeys/pages', 'sandbox/attacks', 'sandbox/harness', 'activities/browser', 'platform/archive'],
  ...['test/journeys', 'test/'],
];
const rank = ({ moduleId }: TestSpecification) => {
  const at = longest.findIndex((part) => moduleId.includes(part));
  return at === -1 ? longest.length : at;
};

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).toSorted((a, b) => rank(a) - rank(b));
  }
}

export default defineConfig({
  plugins: [
    solid({ ssr: true, solid: { generate: 'ssr', hydratable: true }, babel: { plugins: [serverProps] } }),
  ],
  // Views are drawn by Solid's server build, as in production.
  resolve: {
    alias: { 'solid-js/web': 'solid-js/web/dist/server.js', 'solid-js': 'solid-js/dist/server.js' },
  },
  test: {
    environment: 'node',
    globalSetup: ['test/global-setup.ts'],
    setupFiles: ['test/worker-setup.ts'],
    pool: 'forks',
    // Loading the modules anew for each file was a fifth of all work. What is open is closed by who opened it, and
    // `openTestMachines` forgets what was kept.
    isolate: false,
    sequence: { sequencer: LongestFirst },
    // One more than the cores of a small machine: a browser waits more than it works.
    maxWorkers: 3,
    testTimeout: 20_000,
    hookTimeout: 60_000,
    // What a test waits for comes when it comes; a busy machine is no failure.
    expect: { poll: { timeout: 15_000 } },
    server: { deps: { external: [/node_modules/] } },
    include: ['src/**/*.test.{ts,tsx}', 'scripts/**/*.test.ts', 'test/**/*.test.{ts,tsx}'],
  },
});
