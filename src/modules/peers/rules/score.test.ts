import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type GivenScore, weighScores } from './score.ts';

const give = (reviewer: string, work: string, score: number): GivenScore => ({ reviewer, work, score });

describe('the score of a work', () => {
  it('of one review is that review', () => {
    expect(weighScores([give('ada', 'w', 0.7)]).get('w')).toEqual({
      score: 0.7,
      reviews: [{ ...give('ada', 'w', 0.7), weight: 1 }],
    });
  });

  it('is the mean where nobody is known to be better', () => {
    expect(weighScores([give('ada', 'w', 0.4), give('bo', 'w', 0.8)]).get('w')?.score).toBeCloseTo(0.6);
  });

  it('leans to those who agree with others elsewhere', () => {
    const truth = [0.2, 0.5, 0.6, 0.9];
    const given = truth.flatMap((score, at) => [
      give('ada', `w${at}`, score),
      give('bo', `w${at}`, score + 0.02),
      give('wild', `w${at}`, 1 - score),
    ]);
    const first = weighScores(given).get('w0');
    expect(first?.score).toBeLessThan(0.3);
    const weight = (name: string) => first?.reviews.find(({ reviewer }) => reviewer === name)?.weight ?? 0;
    expect(weight('ada')).toBeGreaterThan(3 * weight('wild'));
  });

  it('lies between the lowest and the highest review, and does not depend on their order', () => {
    const name = fc.integer({ min: 0, max: 6 }).map(String);
    const score = fc.double({ min: 0, max: 1, noNaN: true });
    const reviews = fc.uniqueArray(fc.tuple(name, name, score), {
      selector: ([reviewer, work]) => `${reviewer} ${work}`,
      minLength: 1,
      maxLength: 30,
    });
    fc.assert(
      fc.property(reviews, (list) => {
        const given = list.map(([reviewer, work, of]) => give(reviewer, work, of));
        const turned = weighScores(given.toReversed());
        for (const [work, { score: found, reviews: weighed }] of weighScores(given)) {
          const scores = weighed.map((one) => one.score);
          expect(found).toBeGreaterThanOrEqual(Math.min(...scores) - 1e-9);
          expect(found).toBeLessThanOrEqual(Math.max(...scores) + 1e-9);
          expect(turned.get(work)?.score).toBeCloseTo(found);
          expect(weighed.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1);
        }
      }),
    );
  });
});
