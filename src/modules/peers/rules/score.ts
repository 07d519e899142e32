/**
 * What reviews say together. Reviewers who often agree with the others of the works they read weigh more: the Vancouver
 * algorithm (de Alfaro and Shavlovsky, "CrowdGrader", 2014), which estimates scores and the spread of reviewers in turns.
 */

export interface GivenScore {
  reviewer: string;
  work: string;
  /** 0 to 1. */
  score: number;
  /** Of staff: it weighs as much as a review can. */
  sure?: boolean;
}

export interface WeighedScore extends GivenScore {
  /** Part of the work's score that this review decides, 0 to 1. */
  weight: number;
}

export interface WorkScore {
  /** 0 to 1. */
  score: number;
  reviews: WeighedScore[];
}

/** Each reviewer is believed to be off by this much until their reviews show otherwise; it counts as two reviews. */
const usualError = 0.15;
const usualReviews = 2;
/** Nobody is believed to be nearer to the truth than this: else one review could silence all others. */
const smallestError = 0.05;
const rounds = 10;

const mean = (scores: readonly GivenScore[], weightOf: (score: GivenScore) => number): number => {
  const total = scores.reduce((sum, score) => sum + weightOf(score), 0);
  return scores.reduce((sum, score) => sum + score.score * weightOf(score), 0) / total;
};

/** By work. The result does not depend on the order of what is given. */
export function weighScores(given: readonly GivenScore[]): Map<string, WorkScore> {
  const byWork = Map.groupBy(given, ({ work }) => work);
  const byReviewer = Map.groupBy(given, ({ reviewer }) => reviewer);
  const errors = new Map([...byReviewer.keys()].map((reviewer) => [reviewer, usualError ** 2]));
  const weightOf = ({ reviewer, sure }: GivenScore) =>
    1 / (sure ? smallestError ** 2 : (errors.get(reviewer) ?? usualError ** 2));

  for (let round = 0; round < rounds; round += 1) {
    const found = new Map<string, number>();
    for (const [reviewer, scores] of byReviewer) {
      let sum = usualReviews * usualError ** 2;
      let count = usualReviews;
      for (const score of scores) {
        // Against what the others say: against oneself everybody is right.
        const others = (byWork.get(score.work) ?? []).filter((other) => other.reviewer !== reviewer);
        if (others.length === 0) continue;
        sum += (score.score - mean(others, weightOf)) ** 2;
        count += 1;
      }
      found.set(reviewer, Math.max(smallestError ** 2, sum / count));
    }
    for (const [reviewer, error] of found) errors.set(reviewer, error);
  }

  return new Map(
    [...byWork].map(([work, scores]) => {
      const total = scores.reduce((sum, score) => sum + weightOf(score), 0);
      const reviews = scores.map((score) => ({ ...score, weight: weightOf(score) / total }));
      return [work, { score: Math.min(1, Math.max(0, mean(scores, weightOf))), reviews }];
    }),
  );
}
