import { afterAll, expect, test } from 'vitest';
import { closeSandbox, runProgram } from './index.ts';

const patience = { timeout: 120_000 };
afterAll(closeSandbox);

const recursion = (body: string) => `#include <stdio.h>
int depth(int n) { volatile int here[4]; here[0] = n; return n == 0 ? 0 : 1 + depth(n - 1) + here[0] - n; }
int main() { ${body} return 0; }`;

test('a program in C has the eight megabytes of stack that Linux gives', patience, async () => {
  const result = await runProgram({
    language: 'c',
    files: { 'main.c': recursion('printf("%d", depth(100000));') },
  });
  expect(result).toMatchObject({ outcome: 'exited', stdout: '100000' });
});

test(
  'a program in C that goes beyond its stack ends there, and keeps what it printed',
  patience,
  async () => {
    const result = await runProgram({
      language: 'c',
      files: { 'main.c': recursion('puts("before"); fflush(stdout); printf("%d", depth(-1));') },
    });
    expect(result).toMatchObject({ outcome: 'crashed', stdout: 'before\n' });
  },
);
