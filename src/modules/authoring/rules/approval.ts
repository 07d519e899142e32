/** Whether a revision may be published where somebody else must have approved it. */
import type { Review } from '../schema.ts';

/** One approval by another person is enough, as long as nobody who was asked wants something changed. */
export function isApproved(reviews: readonly Review[], revision: number, publisherId: string): boolean {
  const said = reviews.filter((review) => review.revision === revision && review.reviewerId !== publisherId);
  return (
    said.some(({ verdict }) => verdict === 'approved') && !said.some(({ verdict }) => verdict === 'changes')
  );
}
