/**
 * Terms: the *sprite* is one SVG file with a symbol an icon. It is made from Lucide's files when the client is built;
 * its address carries a hash of its content and is known to both builds as `import.meta.env.ICON_SPRITE`.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Plugin } from 'vite';
import { iconNames } from '../icons.ts';

const require = createRequire(import.meta.url);

/** The mark of the house: a slanted board on a stand. */
export const mark = '<path d="M3 6.5 21 4v9L3 15.5z"/><path d="M12 14.5V21"/><path d="M7.5 21h9"/>';
const stroke =
  'fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round"';
const symbol = (name: string, shapes: string) =>
  `<symbol id="${name}" viewBox="0 0 24 24" ${stroke}>${shapes}</symbol>`;

function shapesOf(name: string): string {
  const file = readFileSync(require.resolve(`lucide-static/icons/${name}.svg`), 'utf8');
  const inside = /<svg[^>]*>([\s\S]*)<\/svg>/.exec(file)?.[1];
  if (!inside) throw new Error(`the icon ${name} is no SVG file`);
  return inside.replace(/\s*\n\s*/g, '');
}

export function buildSprite(): string {
  const symbols = iconNames.map((name) => symbol(name, shapesOf(name)));
  return `<svg xmlns="http://www.w3.org/2000/svg">${symbol('lectern', mark)}${symbols.join('')}</svg>\n`;
}

const favicon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><style>g{stroke:#1d4f7c}@media(prefers-color-scheme:dark){g{stroke:#8dbbe6}}</style><g ${stroke.replace('stroke="currentColor" ', '').replace('1.75', '2')}>${mark}</g></svg>\n`;

export function iconSprite(base = '/static/'): Plugin {
  const source = buildSprite();
  const fileName = `icons-${createHash('sha256').update(source).digest('base64url').slice(0, 8)}.svg`;
  return {
    name: 'lectern:icon-sprite',
    config: () => ({ define: { 'import.meta.env.ICON_SPRITE': JSON.stringify(base + fileName) } }),
    generateBundle() {
      if (this.environment.name !== 'client') return;
      this.emitFile({ type: 'asset', fileName, source });
      this.emitFile({ type: 'asset', fileName: 'favicon.svg', source: favicon });
    },
  };
}
