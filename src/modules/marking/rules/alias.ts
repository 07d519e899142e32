/** Names that stand for learners: the same in one activity of a run, and made with a secret, so that nobody can guess. */
import { createHmac } from 'node:crypto';
import { macKeyFor } from '#platform/secret.ts';

const key = macKeyFor('marking-alias');

/** Without letters and digits that look alike. */
const letters = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';

/** Such as `K7QF2`: enough that two of ten thousand seldom share one. */
export function aliasOf(learnerId: string, runId: string, activityKey: string): string {
  const bytes = createHmac('sha256', key()).update(`${learnerId}/${runId}/${activityKey}`).digest();
  return Array.from(bytes.subarray(0, 5), (byte) => letters[byte % letters.length]).join('');
}
