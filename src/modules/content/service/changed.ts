/** Whether a draft differs from what it was: going there and back again changes nothing. */
import { differsAfter } from '../rules/revising.ts';
import { listChangesAfter } from '../store/drafts.ts';

/** `since`: a revision; null where the draft was never looked at. */
export async function hasChangedSince(
  { courseId, revision }: { courseId: string; revision: number },
  since: number | null,
): Promise<boolean> {
  if (since === null) return true;
  return since !== revision && differsAfter(await listChangesAfter(courseId, since));
}
