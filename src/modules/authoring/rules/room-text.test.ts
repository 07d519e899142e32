import fc from 'fast-check';
import { expect, test } from 'vitest';
import { textInFile, textInRoom } from './room-text.ts';

const head = '---\ntitle: Tides\n---\n';

test('a text in the editor begins with its first line, not with the empty one below the front matter', () => {
  expect(textInRoom(`${head}\nThe sea rises.\n`)).toBe('The sea rises.\n');
  expect(textInRoom(`${head}The sea rises.\n`)).toBe('The sea rises.\n');
  expect(textInRoom('\nNo front matter.\n')).toBe('\nNo front matter.\n');
  expect(textInFile('The sea falls.\n', `${head}\nThe sea rises.\n`)).toBe(`${head}\nThe sea falls.\n`);
});

test('whatever is typed, also empty lines at the top, is read back from the file as it was typed', () => {
  const heads = ['', head, `${head}\n`, `${head}  \n`, '---\ntitle: Tides\n---', '---\n---\n'];
  const typed = fc
    .array(fc.constantFrom('\n', ' ', '\t', 'sea', '# '), { maxLength: 6 })
    .map((parts) => parts.join(''));
  fc.assert(
    fc.property(fc.constantFrom(...heads), fc.constantFrom('\n', '\r\n'), typed, (before, end, text) => {
      const standing = `${before}The sea.\n`.replaceAll('\n', end);
      expect(textInRoom(textInFile(text, standing))).toBe(text);
    }),
    { numRuns: 500 },
  );
});
