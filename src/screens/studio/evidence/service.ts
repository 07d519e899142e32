/** What learners of the live release did in a unit, for whoever writes it. */
import { getEvidence, type UnitEvidence } from '#modules/analytics/index.ts';
import { type Course, listRunsOfCourse, type Run } from '#modules/catalog/index.ts';
import { findUnit, getRelease, type Release, type Unit } from '#modules/content/index.ts';
import type { Call } from '#platform/endpoint.ts';
import { commonRefusals, Refusal } from '#platform/refusal.ts';
import { openDraftWith, type StudioCourse } from '#screens/studio/outline/index.ts';
import type { UnitParams } from './schema.ts';

export interface OpenEvidence extends StudioCourse {
  params: UnitParams;
  /** Runs that show the release, and the one that was chosen; null: all of them. */
  runs: Run[];
  run: Run | null;
  /** Null: the release has no such unit, or there is none. */
  known: { release: Release; unit: Unit; evidence: UnitEvidence } | null;
}

async function knownOf(course: Course, runs: readonly Run[], unitKey: string, now: Date) {
  if (!course.releaseId) return null;
  const release = await getRelease(course.releaseId);
  const unit = findUnit(release, unitKey)?.unit;
  const evidence = unit && (await getEvidence(runs, release, unitKey, now));
  return unit && evidence ? { release, unit, evidence } : null;
}

const showing = (course: Course, runs: readonly Run[]): Run[] =>
  runs.filter(({ releaseId }) => releaseId === course.releaseId);

export async function openEvidence(call: Call, params: UnitParams, runKey?: string): Promise<OpenEvidence> {
  const [open, all] = await openDraftWith(call, params, 'course.edit', listRunsOfCourse);
  const { draft: _, source: _source, ...studio } = open;
  const runs = showing(studio.course, all);
  const run = runKey ? runs.find(({ key }) => key === runKey) : null;
  if (run === undefined) throw new Refusal(commonRefusals['not-found']);
  const known = await knownOf(studio.course, run ? [run] : runs, params.unit, call.now);
  return { ...studio, params, runs, run, known };
}

/** The same beside the text that is written; null: nothing is known. */
export async function evidenceBeside(
  { course }: Pick<StudioCourse, 'course'>,
  unitKey: string,
  now: Date,
): Promise<UnitEvidence | null> {
  const runs = showing(course, await listRunsOfCourse(course.id));
  const known = await knownOf(course, runs, unitKey, now);
  return known?.evidence ?? null;
}
