/** The code of sandbox processes as production has it, in one piece: no thread of a test reads TypeScript. */
import { build } from 'vite';

export async function buildGuest(outDir: string): Promise<void> {
  await build({
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true },
    build: {
      ssr: true,
      outDir,
      emptyOutDir: true,
      target: 'node24',
      minify: false,
      rollupOptions: {
        input: {
          'sandbox-process': 'src/platform/sandbox/guest/process.ts',
          'sandbox-thread': 'src/platform/sandbox/guest/thread.ts',
        },
        output: { entryFileNames: '[name].js' },
      },
    },
  });
}
