import { expect, test } from 'vitest';
import { useTestMachines } from '#platform/testing.ts';
import { addressFor, keepAddress } from './address.ts';

useTestMachines();

const own = { baseUrl: 'http://localhost:8080' };

test('a command beside the site learns where the site answers, also after it has moved', async () => {
  expect(await addressFor(own, {})).toBe('http://localhost:8080');
  await keepAddress('http://localhost:8097');
  await keepAddress('https://learn.school.example');
  expect(await addressFor(own, {})).toBe('https://learn.school.example');
});

test('what a command was told comes before what a copied database keeps', async () => {
  await keepAddress('https://learn.school.example');
  const copy = { baseUrl: 'http://localhost:8098' };
  expect(await addressFor(copy, { PORT: '8098' })).toBe('http://localhost:8098');
  expect(await addressFor(copy, { BASE_URL: 'http://localhost:8098' })).toBe('http://localhost:8098');
});
