/** A receipt, and what it was given for. */
import { type CheckedReceipt, checkReceipt } from '#modules/attempts/index.ts';
import { listRunsById, type Run } from '#modules/catalog/index.ts';
import { getRelease } from '#modules/content/index.ts';
import type { Call } from '#platform/endpoint.ts';
import { type ReadyRelease, readyRelease } from '../rules.ts';

export interface OpenReceipt {
  checked: CheckedReceipt;
  /** As it was when the answer came: later releases may have other names, or the activity no more. */
  course: ReadyRelease;
  /** Null: the run was removed. The receipt holds without it. */
  run: Run | null;
}

/** Refuses with `receipt-not-found` what is not of whoever asks. */
export async function openReceipt(call: Call, id: string): Promise<OpenReceipt> {
  const checked = await checkReceipt(call, id);
  const { runId, releaseId } = checked.submission;
  const [[run = null], release] = await Promise.all([listRunsById([runId]), getRelease(releaseId)]);
  return { checked, course: readyRelease(release), run };
}
