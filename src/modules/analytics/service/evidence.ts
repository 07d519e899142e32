/** What runs say about one unit: for whoever writes it. */
import { LRUCache } from 'lru-cache';
import type { Run } from '#modules/catalog/index.ts';
import { findUnit, type Release } from '#modules/content/index.ts';
import { evidenceOf, questionsOf } from '../rules/evidence.ts';
import { daysUntilStopped, smallestGroup, type UnitEvidence } from '../schema.ts';
import { readEvidence } from '../store/evidence.ts';

/** An author opens the same unit again and again; what learners do in a minute changes no median. */
const kept = new LRUCache<string, Promise<UnitEvidence | null>>({ max: 200, ttl: 60_000 });

async function read(
  runIds: string[],
  release: Release,
  unitKey: string,
  now: Date,
): Promise<UnitEvidence | null> {
  const unit = findUnit(release, unitKey)?.unit;
  if (!unit) return null;
  const activities = release.activities.filter((activity) => activity.unitKey === unitKey);
  const row = await readEvidence({
    ...{ runIds, unitKey, releaseId: release.id, smallestGroup },
    questions: questionsOf(unit.blocks, activities),
    stoppedBefore: new Date(now.getTime() - daysUntilStopped * 86_400_000),
  });
  return evidenceOf(unit.blocks, activities, row);
}

/** Of these runs together, all of which show the release; null: it has no such unit. One round trip, a minute old at most. */
export function getEvidence(
  runs: readonly Pick<Run, 'id'>[],
  release: Release,
  unitKey: string,
  now: Date,
): Promise<UnitEvidence | null> {
  const runIds = runs.map(({ id }) => id).sort();
  const key = `${runIds.join(' ')} ${release.id} ${unitKey}`;
  const known = kept.get(key);
  if (known) return known;
  const reading = read(runIds, release, unitKey, now);
  kept.set(key, reading);
  reading.catch(() => kept.delete(key));
  return reading;
}
