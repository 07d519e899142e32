/** Files of works: whom a work is given to reads its files, as long as the review is begun or written. */
import type { StoredFile } from '#modules/attempts/index.ts';
import type { Call } from '#platform/endpoint.ts';
import { isReviewing } from '../store/reviews.ts';

export const readAsReviewer = async ({ actor }: Call, file: StoredFile): Promise<boolean> =>
  actor.kind === 'person' && isReviewing(actor.id, file);
