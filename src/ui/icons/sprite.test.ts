import { expect, test } from 'vitest';
import { directionalIcons, iconNames } from '../icons.ts';
import { buildSprite } from './sprite.ts';

const sprite = buildSprite();
const ids = [...sprite.matchAll(/<symbol id="([^"]+)"/g)].map(([, id]) => id);

test('the sprite holds every named icon once, and the mark of the house', () => {
  expect(ids.toSorted()).toEqual([...iconNames, 'lectern'].toSorted());
});

test('every symbol has shapes and draws in the color of the text', () => {
  for (const [symbol] of sprite.matchAll(/<symbol[\s\S]*?<\/symbol>/g)) {
    expect(symbol).toMatch(/stroke="currentColor"/);
    expect(symbol).toMatch(/<(path|circle|rect|line|polyline|polygon|ellipse)/);
  }
});

test('icons that turn with the direction of reading are icons of the sprite', () => {
  for (const name of directionalIcons) expect(ids).toContain(name);
});
