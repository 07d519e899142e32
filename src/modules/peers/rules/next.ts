/** What a learner may do next. Pure. */
import type { PeerSettings } from '#modules/content/contract.ts';
import type { Sample, StoredReview, StoredWork } from '../schema.ts';

export type NextStep =
  | { step: 'hand-in' }
  /** One is begun. */
  | { step: 'go-on'; reviewId: string }
  | { step: 'train'; sample: Sample }
  | { step: 'review' }
  | { step: 'self' }
  /** All that is asked is written; more are welcome as long as works are open. */
  | { step: 'done' };

export interface Standing {
  own: StoredWork | null;
  /** By this learner. */
  written: readonly StoredReview[];
  samples: readonly Sample[];
  settings: PeerSettings;
}

export const writtenCount = (written: readonly StoredReview[]): number =>
  written.filter(({ kind, state }) => kind === 'peer' && state === 'done').length;

/** Samples that are to be judged before the first review: who has written one needs none that came later. */
export function trainingLeft({ written, samples, settings }: Standing): Sample[] {
  if (writtenCount(written) > 0) return [];
  const done = new Set(
    written.flatMap(({ kind, state, sampleId }) => (kind === 'sample' && state === 'done' ? [sampleId] : [])),
  );
  return samples.slice(0, settings.training).filter(({ id }) => !done.has(id));
}

export function nextStep(standing: Standing): NextStep {
  const { own, written, settings } = standing;
  if (!own) return { step: 'hand-in' };
  const open = written.find(({ state }) => state === 'open');
  if (open) return { step: 'go-on', reviewId: open.id };
  const [sample] = trainingLeft(standing);
  if (sample) return { step: 'train', sample };
  if (writtenCount(written) < settings.reviews) return { step: 'review' };
  const reviewedSelf = written.some(({ kind, state }) => kind === 'self' && state === 'done');
  return settings.self && !reviewedSelf ? { step: 'self' } : { step: 'done' };
}
