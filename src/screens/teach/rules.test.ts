import { expect, test } from 'vitest';
import { endpoints } from './index.ts';
import { links } from './links.ts';
import { isAddress, runStateOf, splitAddresses } from './rules.ts';

test('a pasted list is read by lines, commas and semicolons, each address once', () => {
  const text =
    'ada@example.org\r\n Grace <Grace@Example.org> ; ada@example.org,\n\n"Kay, Alan" <kay@example.org>';
  expect(splitAddresses(text)).toEqual(['ada@example.org', 'grace@example.org', '"kay', 'kay@example.org']);
});

test.each(['ada', '@example.org', 'ada@', 'ada@example', 'a b@example.org', 'ada@example.', ''])(
  '"%s" is no address',
  (text) => expect(isAddress(text)).toBe(false),
);

test('a run is over at its end, not before, and not started before its start', () => {
  const run = { startsAt: new Date('2026-03-01T08:00Z'), endsAt: new Date('2026-04-01T08:00Z') };
  expect(runStateOf(run, new Date('2026-03-01T07:59Z'))).toBe('upcoming');
  expect(runStateOf(run, new Date('2026-03-01T08:00Z'))).toBe('running');
  expect(runStateOf(run, new Date('2026-04-01T08:00Z'))).toBe('ended');
  expect(runStateOf({ startsAt: null, endsAt: null }, new Date())).toBe('running');
});

test('every link of the desk is the address of an endpoint', () => {
  const params = { organization: ':organization', course: ':course', run: ':run' };
  const paths = new Set<string>(endpoints.map(({ spec }) => spec.path));
  const { desk, course, people, settings, remove } = links;
  for (const link of [desk(), course(params), people(params), settings(params), remove(params, ':person')])
    expect(paths).toContain(decodeURIComponent(link));
});
