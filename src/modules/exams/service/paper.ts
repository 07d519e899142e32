/** What every use case of an exam asks: whose it is, its questions, its times. */
import type { Activity } from '#modules/content/contract.ts';
import type { Release } from '#modules/content/index.ts';
import { type LearnerTimes, type Moments, momentsOf, type RunRules } from '#modules/enrollment/index.ts';
import type { Call } from '#platform/endpoint.ts';
import { commonRefusals, Refusal } from '#platform/refusal.ts';
import { paperOf } from '../rules.ts';
import { type Paper, refusals } from '../schema.ts';

export function learnerOf(call: Call): string {
  if (call.actor.kind !== 'person') throw new Refusal(commonRefusals['sign-in-required']);
  return call.actor.id;
}

export function getPaper(release: Release, key: string): Paper {
  const paper = paperOf(release, key);
  if (!paper) throw new Refusal(refusals['exam-not-found']);
  return paper;
}

/** Sittings that are left; null: as many as wanted. */
export const leftOf = ({ attempts }: Moments, sittings: number): number | null =>
  attempts === null ? null : Math.max(0, attempts - sittings);

/** Dates are written at the unit or above it: each question has the same. */
export function firstOf({ questions }: Paper): Activity {
  const [first] = questions.values();
  if (!first) throw new Refusal(refusals['exam-not-found']);
  return first.activity;
}

export const momentsOfExam = (
  release: Release,
  rules: RunRules,
  learner: LearnerTimes | null,
  paper: Paper,
): Moments => momentsOf({ release, rules, learner }, firstOf(paper));
