/** A learner looks at an exam and begins. Every use case is at most two round trips. */
import type { Run } from '#modules/catalog/index.ts';
import type { Release } from '#modules/content/index.ts';
import { getRunRules, type Moments } from '#modules/enrollment/index.ts';
import type { Call } from '#platform/endpoint.ts';
import { Refusal } from '#platform/refusal.ts';
import { drawQuestions, isOver, isUnderWay, minutesOf, phaseOf, refusalToBegin } from '../rules.ts';
import { type ExamPhase, type Paper, refusals, type SittingFacts } from '../schema.ts';
import * as store from '../store/sitting.ts';
import { finishKey } from './finishing.ts';
import { getPaper, learnerOf, leftOf, momentsOfExam } from './paper.ts';

/** Where a learner stands in an exam, and by which times. */
export interface ExamStanding {
  paper: Paper;
  enrolled: boolean;
  moments: Moments;
  phase: ExamPhase;
  /** First to last. */
  sittings: SittingFacts[];
  /** Sittings that are left; null: as many as wanted. */
  left: number | null;
  /** Of a sitting that begins now; null: until the exam closes. */
  minutes: number | null;
  now: Date;
}

async function readStanding(
  run: Run,
  release: Release,
  paper: Paper,
  learnerId: string,
): Promise<ExamStanding> {
  const [state, rules] = await Promise.all([
    store.getExamState(learnerId, run.id, paper.key),
    getRunRules(run),
  ]);
  const moments = momentsOfExam(release, rules, state.times, paper);
  const { sittings, now } = state;
  return {
    paper,
    enrolled: state.enrollment === 'active',
    moments,
    phase: phaseOf(sittings, moments, now),
    sittings,
    left: leftOf(moments, sittings.length),
    minutes: minutesOf(paper.exam, moments),
    now,
  };
}

/** What the page of an exam shows a learner before, between and after sittings. */
export async function getExamStanding(
  call: Call,
  run: Run,
  release: Release,
  key: string,
): Promise<ExamStanding> {
  const paper = getPaper(release, key);
  const learnerId = learnerOf(call);
  const standing = await readStanding(run, release, paper, learnerId);
  const over = standing.sittings.find((sitting) => isOver(sitting, standing.now));
  if (!over) return standing;
  await finishKey(call, run, over, 'time');
  return readStanding(run, release, paper, learnerId);
}

/** Begins a sitting, or goes on with the one that is under way: the same button pressed twice is one sitting. */
export async function beginSitting(
  call: Call,
  run: Run,
  release: Release,
  key: string,
): Promise<{ number: number }> {
  const paper = getPaper(release, key);
  const learnerId = learnerOf(call);
  for (;;) {
    const standing = await readStanding(run, release, paper, learnerId);
    const { enrolled, sittings, moments, now } = standing;
    if (!enrolled) throw new Refusal(refusals['not-enrolled']);
    const open = sittings.find((sitting) => isUnderWay(sitting, now));
    if (open) return { number: open.number };
    const over = sittings.find((sitting) => isOver(sitting, now));
    if (over) {
      await finishKey(call, run, over, 'time');
      continue;
    }
    const refused = refusalToBegin(standing.phase);
    if (refused) throw new Refusal(refused);
    const number = (sittings.at(-1)?.number ?? 0) + 1;
    const sitting = {
      ...{ learnerId, runId: run.id, examKey: key, number, releaseId: release.id },
      questions: drawQuestions(paper, release, learnerId, number),
      minutes: standing.minutes,
      closesAt: moments.closesAt,
      requestId: call.requestId,
    };
    if (await store.addSitting(sitting)) return { number };
  }
}
