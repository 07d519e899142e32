import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const source = readFileSync(new URL('./styles/tokens.css', import.meta.url), 'utf8');
const tokens = new Map(
  [...source.matchAll(/--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)/g)].map(([, name, light, dark]) => [
    name ?? '',
    { light: light ?? '', dark: dark ?? '' },
  ]),
);

/** WCAG 2.2, relative luminance. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [high = 0, low = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
}

const papers = ['paper', 'paper-raised', 'paper-sunk'];
const tints = ['accent-tint', 'success-tint', 'warning-tint', 'danger-tint'];
/** Text and the surfaces it may stand on. */
const texts: [string, string[]][] = [
  ['ink', [...papers, ...tints]],
  ['muted', [...papers, 'accent-tint']],
  ['accent', [...papers, ...tints]],
  ['accent-strong', [...papers, ...tints]],
  ['success', [...papers, 'success-tint']],
  ['warning', [...papers, 'warning-tint']],
  ['danger', [...papers, 'danger-tint']],
  ['accent-ink', ['accent', 'accent-strong', 'danger']],
];
/** Borders of controls and other signs that are no text. */
const signs: [string, string[]][] = [['line-strong', ['paper', 'paper-raised']]];

const cases = (pairs: [string, string[]][]) =>
  (['light', 'dark'] as const).flatMap((scheme) =>
    pairs.flatMap(([front, grounds]) => grounds.map((ground) => ({ scheme, front, ground }))),
  );

const colorOf = (name: string, scheme: 'light' | 'dark') => {
  const color = tokens.get(name)?.[scheme];
  if (!color) throw new Error(`no token --${name}`);
  return color;
};

describe('contrast', () => {
  test.for(cases(texts))('text: $front on $ground in $scheme has 4.5 to 1', ({ scheme, front, ground }) => {
    expect(contrast(colorOf(front, scheme), colorOf(ground, scheme))).toBeGreaterThanOrEqual(4.5);
  });

  test.for(cases(signs))('sign: $front on $ground in $scheme has 3 to 1', ({ scheme, front, ground }) => {
    expect(contrast(colorOf(front, scheme), colorOf(ground, scheme))).toBeGreaterThanOrEqual(3);
  });

  test('every color token but the hairline takes part in a pair', () => {
    const named = new Set([...texts, ...signs].flatMap(([front, grounds]) => [front, ...grounds]));
    expect([...tokens.keys()].filter((name) => !named.has(name))).toEqual(['line']);
  });
});
