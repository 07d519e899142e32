import { expect, test } from 'vitest';
import { translateTo } from '#lib/messages.ts';
import { endpoints } from './index.ts';
import { links } from './links.ts';
import { isAddress, programName, runStateOf, splitAddresses } from './rules.ts';

test('a pasted list is read by lines, commas and semicolons, each address once', () => {
  const text =
    'ada@example.org\r\n Grace <Grace@Example.org> ; ada@example.org,\n\n"Kay, Alan" <kay@example.org>';
  expect(splitAddresses(text)).toEqual(['ada@example.org', 'grace@example.org', '"kay', 'kay@example.org']);
});

test.each(['ada', '@example.org', 'ada@', 'ada@example', 'a b@example.org', 'ada@example.', ''])(
  '"%s" is no address',
  (text) => expect(isAddress(text)).toBe(false),
);

test('what no person did is named in words, and never by an id', () => {
  const t = translateTo('en');
  const named = ['blueprint', 'command line', 'git: Ada', 'of a later program'].map((id) =>
    programName(id, t),
  );
  expect(named).toEqual(['The blueprint', 'The command line', 'Ada (Git)', 'of a later program']);
  const gone = '0198c0de-0000-7000-8000-000000000000';
  expect(programName(gone, t)).toBe('Somebody who has left');
});

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
