import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assign, nextWork, type Pool, type Review, type Work } from './allocation.ts';

const work = (author: string, ...groups: string[]): Work => ({
  id: `work of ${author}`,
  author,
  groups,
});
const pool = (authors: string[], reviews: [string, string, Review['state']][] = [], wanted = 2): Pool => ({
  works: authors.map((author) => work(author)),
  reviews: reviews.map(([reviewer, author, state]) => ({ reviewer, work: `work of ${author}`, state })),
  wanted,
});
const next = (of: Pool, author: string) => nextWork(of, { author, groups: [] })?.author ?? null;

describe('the next work to review', () => {
  it('is never one’s own, never the same twice, and none where there is no other', () => {
    expect(next(pool(['ada']), 'ada')).toBeNull();
    expect(next(pool(['ada', 'bo']), 'ada')).toBe('bo');
    expect(next(pool(['ada', 'bo'], [['ada', 'bo', 'lapsed']]), 'ada')).toBeNull();
  });

  it('is that of an author who has written theirs before that of one who has not', () => {
    const reviews: [string, string, Review['state']][] = [
      ['bo', 'cy', 'done'],
      ['bo', 'di', 'done'],
      ['cy', 'bo', 'done'],
    ];
    // Of Bo's two, one is there; of Di's, none: but Di has not written any.
    expect(next(pool(['ada', 'bo', 'di', 'cy'], [...reviews, ['di', 'cy', 'done']]), 'ada')).toBe('bo');
  });

  it('is the one with the fewest reviews, those under way counted', () => {
    expect(next(pool(['ada', 'bo', 'cy'], [['x', 'bo', 'open']]), 'ada')).toBe('cy');
    expect(
      next(
        pool(
          ['ada', 'bo', 'cy'],
          [
            ['x', 'bo', 'lapsed'],
            ['x', 'cy', 'done'],
          ],
        ),
        'ada',
      ),
    ).toBe('bo');
  });

  it('is not that of whoever reads one’s own, where there is another', () => {
    expect(next(pool(['ada', 'bo', 'cy'], [['bo', 'ada', 'open']]), 'ada')).toBe('cy');
  });

  it('is not that of one’s group', () => {
    const of: Pool = { works: [work('bo', 'g'), work('cy')], reviews: [], wanted: 1 };
    expect(nextWork(of, { author: 'ada', groups: ['h', 'g'] })?.author).toBe('cy');
  });
});

describe('a round', () => {
  it('moves readings where only that meets every claim', () => {
    // Bo can be read by Ada alone; Cy by Ada or Di.
    const of: Pool = {
      works: [work('cy'), work('bo')],
      reviews: [
        { reviewer: 'cy', work: 'x', state: 'done' },
        { reviewer: 'bo', work: 'x', state: 'done' },
        { reviewer: 'di', work: 'work of bo', state: 'lapsed' },
      ],
      wanted: 1,
    };
    const owing = ['ada', 'di'].map((author) => ({ author, groups: [], capacity: 1 }));
    const { given, forStaff } = assign(of, owing);
    expect(forStaff).toEqual([]);
    expect(new Set(given.map(({ reviewer, work: id }) => `${reviewer}: ${id}`))).toEqual(
      new Set(['ada: work of bo', 'di: work of cy']),
    );
  });

  it('asks staff for what no learner can take', () => {
    const of = pool(
      ['ada'],
      [
        ['ada', 'x', 'done'],
        ['ada', 'y', 'done'],
      ],
    );
    expect(assign(of, [])).toEqual({ given: [], forStaff: ['work of ada', 'work of ada'] });
  });

  it('gives nobody more than they owe, their own work, or the same twice', () => {
    const name = fc.integer({ min: 0, max: 12 }).map((n) => `learner ${n}`);
    const review = fc.tuple(
      name,
      name,
      fc.constantFrom('open', 'done', 'lapsed') as fc.Arbitrary<Review['state']>,
    );
    fc.assert(
      fc.property(
        fc.uniqueArray(name),
        fc.array(review, { maxLength: 40 }),
        fc.integer({ min: 1, max: 4 }),
        (authors, reviews, wanted) => {
          const of = pool(authors, reviews, wanted);
          const { given } = assign(
            of,
            authors.map((author) => ({ author, groups: [], capacity: 2 })),
          );
          const pairs = given.map(({ reviewer, work: id }) => `${reviewer} ${id}`);
          expect(new Set(pairs).size).toBe(pairs.length);
          const known = new Set(of.reviews.map((one) => `${one.reviewer} ${one.work}`));
          expect(pairs.filter((pair) => known.has(pair))).toEqual([]);
          for (const author of authors) {
            const mine = given.filter(({ reviewer }) => reviewer === author);
            expect(mine.length).toBeLessThanOrEqual(2);
            expect(mine.map(({ work: id }) => id)).not.toContain(`work of ${author}`);
          }
        },
      ),
    );
  });
});
