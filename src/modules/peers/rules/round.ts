/** What the round of the clock does with open claims. Pure. */
import type { StoredReview, StoredWork } from '../schema.ts';
import { assign, type Pool, type Round } from './allocation.ts';
import { phaseOf } from './phases.ts';
import { counts } from './settle.ts';

export interface Standing {
  works: readonly StoredWork[];
  reviews: readonly StoredReview[];
  /** Reviews that an author writes, and may claim. */
  wanted: number;
  /** Of each learner who is in any. */
  groups: ReadonlyMap<string, readonly string[]>;
}

/** Samples and self-reviews are nobody's claim, and staff have no name here: they may read everything. */
export const poolOf = ({ works, reviews, wanted, groups }: Standing): Pool => ({
  wanted,
  works: works.map(({ id, learnerId }) => ({ id, author: learnerId, groups: groups.get(learnerId) ?? [] })),
  reviews: reviews.flatMap(({ reviewerId, workId, state, kind }) =>
    workId && (kind === 'peer' || kind === 'staff')
      ? [{ reviewer: kind === 'staff' ? `staff ${reviewerId}` : (reviewerId ?? ''), work: workId, state }]
      : [],
  ),
});

const isBy = (learnerId: string, review: StoredReview) =>
  review.kind === 'peer' && review.reviewerId === learnerId;

/** Near the end: open claims for learners who owe reviews, and for staff what those cannot take. */
export function meetClaims(standing: Standing, now: Date): Round {
  const { works, reviews, wanted, groups } = standing;
  const near = works.filter((work) => work.state === 'open' && phaseOf(work, now) === 'round');
  if (near.length === 0) return { given: [], forStaff: [] };
  const byReviewer = Map.groupBy(reviews, ({ reviewerId }) => reviewerId);
  const owing = works
    .map(({ learnerId: author }) => {
      const begun = (byReviewer.get(author) ?? []).filter(
        (review) => isBy(author, review) && (review.state === 'done' || review.state === 'open'),
      );
      return { author, groups: groups.get(author) ?? [], capacity: Math.max(0, wanted - begun.length) };
    })
    .filter(({ capacity }) => capacity > 0);
  const ids = new Set(near.map(({ id }) => id));
  const pool = poolOf(standing);
  return assign({ ...pool, works: pool.works.filter(({ id }) => ids.has(id)) }, owing);
}

/**
 * When staff take over: works, once for each review that is to be asked of them. As many as a claim holds; one for whoever
 * has no claim and no review either, so that nobody stays without a word.
 */
export function forStaff({ works, reviews, wanted }: Standing, now: Date): string[] {
  const byWork = Map.groupBy(reviews, ({ workId }) => workId);
  const byReviewer = Map.groupBy(reviews, ({ reviewerId }) => reviewerId);
  return works.flatMap((work) => {
    const phase = phaseOf(work, now);
    if (work.state !== 'open' || phase === 'open' || phase === 'round') return [];
    const written = (byReviewer.get(work.learnerId) ?? []).filter(
      (review) => isBy(work.learnerId, review) && review.state === 'done',
    );
    const due = written.length >= wanted ? wanted : 1;
    const received = byWork.get(work.id) ?? [];
    const asked = received.filter(({ kind, state }) => kind === 'staff' && state === 'open').length;
    const missing = due - received.filter(counts).length - asked;
    return Array<string>(Math.max(0, missing)).fill(work.id);
  });
}
