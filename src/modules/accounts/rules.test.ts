import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isTimeZone, ownPath, passwordProblem } from './rules.ts';

const ada = { name: 'Ada Lindqvist', email: 'ada.lindqvist@example.org' };

describe('passwords', () => {
  test.each([
    ['short', 'too-short'],
    ['nine char', 'too-short'],
    ['1234567890', 'common'],
    ['zyxwvutsrqp', 'common'],
    ['aaaaaaaaaaaa', 'common'],
    ['abababababab', 'common'],
    ['Password123!', 'common'],
    ['P@ssw0rd2026', 'common'],
    ['Contraseña1234', 'common'],
    ['qwertyuiop!!', 'common'],
    ['AdaLindqvist1', 'personal'],
    ['lindqvist2026', 'personal'],
  ])('%s is refused as %s', (password, problem) => {
    expect(passwordProblem(password, ada)).toBe(problem);
  });

  test.each(['a quiet lake in June', 'tr0ub4dor&3x9', 'كتاب على الطاولة', 'lindqvist plays the oboe'])(
    '%s is taken',
    (password) => {
      expect(passwordProblem(password, ada)).toBeNull();
    },
  );
});

describe('the way back', () => {
  test.each(['/', '/courses/nova/algebra?page=2#top', '/a%2Fb', '/search?q=//x'])('%s is kept', (path) => {
    expect(ownPath(path)).toBe(path);
  });

  test.each([
    '//evil.example',
    '/\\evil.example',
    '\\/evil.example',
    '/\t/evil.example',
    '/.//evil.example',
    '/a/..//evil.example',
    'https://evil.example',
    'https:evil.example',
    'javascript:alert(1)',
    '%2F%2Fevil.example',
    'evil.example',
    '',
    undefined,
  ])('%s leads home', (path) => {
    expect(ownPath(path)).toBe('/');
  });

  test('no text whatever leads to another site', () => {
    const piece = fc.constantFrom(
      '/',
      '\\',
      '.',
      '..',
      ':',
      '@',
      '\t',
      '\n',
      '%2f',
      '%5c',
      '//',
      'evil.example',
      'https',
      '?',
      '#',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string())), (pieces) => {
        const path = ownPath(`/${pieces.join('')}`);
        expect(new URL(path, 'https://lectern.example').origin).toBe('https://lectern.example');
        expect(path).toMatch(/^\/(?![/\\])/);
      }),
    );
  });
});

test('a time zone is an IANA name', () => {
  expect(isTimeZone('Europe/Helsinki')).toBe(true);
  expect(isTimeZone('Mars/Olympus')).toBe(false);
});
