import { defineConfig } from 'vite';
import solid from 'vite-plugin-solid';
import { iconSprite } from './src/ui/icons/sprite.ts';
import { serverProps } from './src/ui/server-props/compile.ts';

/**
 * Packages of three thousand small files, of which every command needs some. As a few large files they load in a tenth
 * of the time; `course check` runs whenever an author saves. The languages that are coloured stay apart:
 * a course needs few of them.
 */
const bundled = [
  /^(mdast-util|hast-util|unist-util|micromark|remark|vfile)(-|$)/,
  /^(ajv|ajv-formats|entities|image-size|kysely|parse5|property-information|typebox|unified|yaml)$/,
  /^(intl-messageformat|oniguruma-parser|oniguruma-to-es|regex|shiki|stringify-entities|temporal-polyfill)$/,
  /^(better-auth|better-call|@better-auth|@opentelemetry|jose|zod)(\/|$)/,
  /^(nodemailer|prom-client|rate-limiter-flexible|read-excel-file|write-excel-file)(\/|$)/,
  /^@(formatjs|shikijs)\/(?!langs|themes)/,
];

/** Two builds of one source: `client` (styles and islands, hashed names) and `ssr` (the server and the command line). */
export default defineConfig({
  plugins: [
    solid({ ssr: true, babel: (_code, _id, ssr) => ({ plugins: ssr ? [serverProps] : [] }) }),
    iconSprite(),
  ],
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
          input: { client: 'src/ui/client.ts', styles: 'src/app/styles.css', staff: 'src/app/staff.css' },
        },
      },
    },
    ssr: {
      resolve: { noExternal: bundled },
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
