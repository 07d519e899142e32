import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { assetPath, checkedPath, fitsName, freePath } from './names.ts';

describe('the name of a file', () => {
  test.each([
    ['Moon map.PNG', 'assets/Moon-map.png'],
    ['../../etc/passwd', 'assets/passwd'],
    ['C:\\Users\\ana\\moon.svg', 'assets/moon.svg'],
    ['.htaccess', 'assets/htaccess'],
    ['a\u0000b\u202egnp.exe', 'assets/a-b-gnp.exe'],
    ['  ', 'assets/file'],
    ['القمر.jpg', 'assets/القمر.jpg'],
    [`${'x'.repeat(400)}.png`, `assets/${'x'.repeat(100)}.png`],
  ])('%j becomes a path inside assets', (name, path) => {
    expect(assetPath(name)).toBe(path);
  });

  it('whatever it was, stays inside assets and can be checked again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 30 }), (name) => {
        const path = assetPath(name);
        expect(path).toMatch(/^assets\/[^/\\\p{Cc}]+$/u);
        expect(checkedPath(path)).toBe(path);
      }),
      { numRuns: 50 },
    );
  });

  test.each([
    'assets/../course.yaml',
    '/etc/passwd',
    'assets/',
    'assets/a b.png',
    'assets//a.png',
    'assets/original/x',
    'a\\b',
    'assets/.git/config',
  ])('%j is no path of an asset', (path) => {
    expect(checkedPath(path)).toBeNull();
  });

  it('gets a number where it is taken', () => {
    const taken = new Set(['assets/moon.svg', 'assets/moon-2.svg']);
    expect(freePath('assets/moon.svg', (path) => taken.has(path))).toBe('assets/moon-3.svg');
  });
});

test.each([
  ['assets/a.png', 'image/png', true],
  ['assets/a.png', 'text/plain', false],
  ['assets/a.png', 'application/zip', false],
  ['assets/a.svg', 'text/plain', true],
  ['assets/a.vtt', 'application/pdf', false],
  ['assets/a.mp4', 'video/quicktime', true],
  ['assets/a.pdf', 'application/x-elf', false],
  ['assets/data.bin', 'application/octet-stream', true],
  ['assets/notes.docx', 'application/zip', true],
])('%s with the bytes of %s: %s', (path, type, fits) => {
  expect(fitsName(path, type)).toBe(fits);
});
