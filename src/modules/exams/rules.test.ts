import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { useActivityTypes } from '#modules/content/contract.ts';
import { inLanguage } from '#modules/content/index.ts';
import { compilePage, testTypes } from '#modules/content/testing.ts';
import {
  graceSeconds,
  isOver,
  isUnderWay,
  mayOpen,
  minutesOf,
  pagesOf,
  paperOf,
  phaseOf,
  receivedAt,
} from './rules.ts';

beforeAll(() => useActivityTypes(testTypes));

const now = new Date('2026-03-01T12:00:00Z');
const at = (seconds: number) => new Date(now.getTime() + seconds * 1000);
const moments = { opensAt: null, closesAt: null, attempts: 2, timeFactor: 1 };
const open = { endsAt: at(60), finishedAt: null };
const finished = { endsAt: at(60), finishedAt: at(-1) };

test('every question stands on exactly one page, in its order', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.string(), { maxLength: 30 }),
      fc.option(fc.integer({ min: 1, max: 40 })),
      (questions, perPage) => {
        const pages = pagesOf(questions, perPage);
        expect(pages.flat()).toEqual(questions);
        for (const page of pages) expect(page.length).toBeGreaterThan(0);
      },
    ),
  );
});

test('no page opens before its turn, and one way none opens again', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 20 }),
      fc.integer({ min: 1, max: 20 }),
      fc.integer(),
      (pages, reached, page) => {
        const furthest = Math.min(reached, pages);
        expect(mayOpen('in-order', reached, pages, page)).toBe(page >= 1 && page <= furthest);
        expect(mayOpen('one-way', reached, pages, page)).toBe(page === furthest);
        expect(mayOpen('free', reached, pages, page)).toBe(page >= 1 && page <= pages);
      },
    ),
  );
});

test('a sitting takes answers up to the end of the grace, and they count as received at its end', () => {
  expect(isUnderWay(open, at(60 + graceSeconds))).toBe(true);
  expect(isOver(open, at(60 + graceSeconds + 0.001))).toBe(true);
  expect(receivedAt(open, at(60 + graceSeconds))).toEqual(at(60));
  expect(receivedAt(open, at(59))).toEqual(at(59));
  expect(isOver({ endsAt: null, finishedAt: null }, at(1e9))).toBe(false);
  expect(isOver(finished, at(1e6))).toBe(false);
});

test('an exam is open between its moments while sittings are left; one under way goes before all of it', () => {
  const phase = (sittings: (typeof open | typeof finished)[], over = {}) =>
    phaseOf(sittings, { ...moments, ...over }, now);
  expect(phase([])).toBe('open');
  expect(phase([finished])).toBe('open');
  expect(phase([finished, finished])).toBe('used-up');
  expect(phase([], { opensAt: at(1) })).toBe('not-open');
  expect(phase([], { closesAt: now })).toBe('closed');
  expect(phase([open], { closesAt: at(-5) })).toBe('under-way');
  expect(phase([finished, finished, finished], { attempts: null })).toBe('open');
});

test('whoever needs longer gets whole minutes, rounded up', () => {
  const exam = { minutes: 25, attempts: 1, perPage: null, order: 'fixed', navigation: 'free' } as const;
  expect(minutesOf(exam, { timeFactor: 1.25 })).toBe(32);
  expect(minutesOf({ ...exam, minutes: null }, { timeFactor: 2 })).toBeNull();
});

test('an exam that is read in a language it is not written in says which one it is written in', async () => {
  const { release, problems } = await compilePage(
    '---\ntitle: Page\nexam: {}\n---\nBegin here.\n\n:::ask{#one}\nWhat?\n:::\n',
    {},
    'languages: [en, es]\n',
  );
  if (!release) throw new Error(JSON.stringify(problems));
  expect(paperOf(release, 'page')).not.toHaveProperty('language');
  expect(paperOf(inLanguage(release, 'es'), 'page')).toMatchObject({ language: 'en' });
});
