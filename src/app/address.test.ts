import { expect, test } from 'vitest';
import { useTestMachines } from '#platform/testing.ts';
import { findAddress, keepAddress } from './address.ts';

useTestMachines();

test('a command beside the site learns where the site answers, also after it has moved', async () => {
  expect(await findAddress()).toBeNull();
  await keepAddress('http://localhost:8097');
  await keepAddress('https://learn.school.example');
  expect(await findAddress()).toBe('https://learn.school.example');
});
