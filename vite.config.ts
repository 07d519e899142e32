import { defineConfig } from 'vite';
import solid from 'vite-plugin-solid';
import { iconSprite } from './src/ui/icons/sprite.ts';

/** Two builds of one source: `client` (styles and islands, hashed names) and `ssr` (the server and the command line). */
export default defineConfig({
  plugins: [solid({ ssr: true }), iconSprite()],
  base: '/static/',
  publicDir: false,
  build: { target: 'es2023', emptyOutDir: true },
  environments: {
    client: {
      build: {
        outDir: 'dist/client',
        manifest: 'manifest.json',
        assetsInlineLimit: 0,
        cssCodeSplit: true,
        modulePreload: { polyfill: false },
        rollupOptions: {
          input: { client: 'src/ui/client.ts', styles: 'src/app/styles.css', studio: 'src/app/studio.css' },
        },
      },
    },
    ssr: {
      build: {
        ssr: true,
        outDir: 'dist/server',
        target: 'node24',
        minify: false,
        rollupOptions: {
          input: {
            cli: 'src/cli.ts',
            // Programs of their own: they run untrusted code and load nothing else.
            'sandbox-process': 'src/platform/sandbox/guest/process.ts',
            'sandbox-thread': 'src/platform/sandbox/guest/thread.ts',
            // Compares works beside the program, with memory of its own.
            'similarity-thread': 'src/modules/similarity/service/thread.ts',
          },
          output: { entryFileNames: '[name].js' },
        },
      },
    },
  },
});
