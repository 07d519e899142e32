import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { directionOfText, Html, WrittenIn } from './html.tsx';
import { pageNumbers } from './page.tsx';
import { drawCover, hueOf, initialsOf } from './pattern.ts';
import { DataTable } from './table.tsx';
import { renderFragment, testView } from './testing.ts';
import { relativeTime, Time } from './time.tsx';

describe('page numbers', () => {
  test('start with the first, end with the last, rise, and hold the current one', () => {
    const pages = fc.integer({ min: 1, max: 500 });
    fc.assert(
      fc.property(pages, fc.integer({ min: 1, max: 500 }), (count, wanted) => {
        const page = Math.min(wanted, count);
        const shown = pageNumbers(page, count);
        const numbers = shown.filter((number) => number !== null);
        expect(numbers[0]).toBe(1);
        expect(numbers.at(-1)).toBe(count);
        expect(numbers).toContain(page);
        expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b));
        expect(shown.length).toBeLessThanOrEqual(7);
      }),
    );
  });
});

describe('a pattern', () => {
  test('is the same for the same key, and safe markup for any key', () => {
    fc.assert(
      fc.property(fc.string(), (key) => {
        const drawing = drawCover(key);
        expect(drawing).toBe(drawCover(key));
        expect(drawing).not.toMatch(/NaN|undefined|Infinity/);
        expect(drawing.length).toBeLessThan(5_000);
        expect(hueOf(key)).toBeLessThan(8);
      }),
    );
  });

  test('differs between courses', () => {
    const drawings = new Set(Array.from({ length: 100 }, (_, index) => drawCover(`org/course-${index}`)));
    expect(drawings.size).toBe(100);
  });
});

test.for([
  ['Ada Lindqvist', 'AL'],
  ['  juan de la cruz ', 'JC'],
  ['Ines', 'I'],
  ['', ''],
  ['𝒜da 𝓑', '𝒜𝓑'],
])('the initials of "%s" are "%s"', ([name, initials]) => {
  expect(initialsOf(name ?? '')).toBe(initials);
});

describe('a time', () => {
  test('shows in the zone and the language of its reader', () => {
    const at = '2026-07-01T22:30:00Z';
    const draw = (view: ReturnType<typeof testView>) => renderFragment(() => <Time at={at} />, view);
    expect(draw(testView({ timeZone: 'Europe/Helsinki', locale: 'es' }))).toContain('2 jul 2026, 1:30');
    expect(draw(testView({ timeZone: 'America/Lima' }))).toContain('Jul 1, 2026');
    expect(draw(testView())).toContain('datetime="2026-07-01T22:30:00.000Z"');
  });

  test('of a deadline names weekday and zone', () => {
    const html = renderFragment(() => <Time at="2026-03-09T12:00:00Z" style="deadline" />);
    expect(html).toMatch(/Mon.*GMT\+2/);
  });

  test('says its distance while that is short', () => {
    const now = new Date('2026-03-02T09:00:00Z');
    const from = (seconds: number) => relativeTime(new Date(now.getTime() + seconds * 1000), now, 'en');
    expect(from(20)).toBe('this minute');
    expect(from(-7_300)).toBe('2 hours ago');
    expect(from(90_000)).toBe('tomorrow');
    expect(from(40 * 86_400)).toBeNull();
  });
});

test('a text in another language than the page runs in its own direction', () => {
  expect(directionOfText('he')).toBe('rtl');
  expect(directionOfText('ar-EG')).toBe('rtl');
  expect(directionOfText('en-GB')).toBe('ltr');
  const arabic = testView({ locale: 'ar' });
  const single = renderFragment(() => <Html html="<p>Hi</p>" lang="en" />, arabic);
  expect(single).toContain('<div class="prose" lang="en" dir="ltr"><p>Hi</p></div>');
  const course = renderFragment(
    () => (
      <WrittenIn value="es">
        <Html html="<b>Hola</b>" inline class="x" />
      </WrittenIn>
    ),
    arabic,
  );
  expect(course).toContain('<span class="x" lang="es" dir="ltr"><b>Hola</b></span>');
  expect(renderFragment(() => <Html html="<p>Hi</p>" />)).toContain('<div class="prose"><p>');
});

test('a table without rows shows what to do instead', () => {
  const columns = [{ header: 'Name', cell: (row: { name: string }) => row.name, rowHeader: true }];
  const draw = (rows: { name: string }[]) =>
    renderFragment(() => (
      <DataTable caption="People" columns={columns} rows={rows} empty={<p>Invite people</p>} />
    ));
  expect(draw([])).toContain('Invite people');
  expect(draw([])).not.toContain('<table');
  expect(draw([{ name: '<Ada>' }])).toMatch(/<th scope="row">(<!--\$-->)?&lt;Ada>/);
});
