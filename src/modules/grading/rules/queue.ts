/** Decisions of the queue, as pure functions, and its few numbers. */
import type { Judgement, TestCase } from '#modules/content/contract.ts';

/** A worker that is heard of no more has lost its gradings after this. */
export const leaseSeconds = 8;
export const renewSeconds = 3;
/** System failures after which people take over. */
export const lastTry = 3;
/** Workers that may die of one grading; a dead worker is more often its own fault, or the machine's. */
export const lastLoss = 5;
/** From this many losses on a grading runs alone where it can, so that it takes no other one with it. */
export const suspectLosses = 2;
/** Seconds that it waits for a worker that has nothing else to do. */
export const suspectPatience = 3;
/** Failures of a grader, one after the other, from which on it is out of order. */
export const unstableFrom = 5;
/** How long nothing is sent to a grader that is out of order: longer with every failure. */
export const closedSeconds = { least: 5, most: 300 };

/** Seconds until the next try after so many failures. */
export const backoffSeconds = (failures: number): number => 2 * 4 ** failures;

const longestOutput = 16_384;
const mostCases = 1_000;

/** What PostgreSQL can keep: it knows no NUL and no half characters, and programs print both. */
const storable = (text: string): string => text.replaceAll('\u0000', '\ufffd').toWellFormed();

function clipped(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  return storable(text.length > longestOutput ? `${text.slice(0, longestOutput)}\n…` : text);
}

const isPoints = (value: number) => Number.isFinite(value) && value >= 0;

function checkedCase(one: TestCase): TestCase {
  if (!isPoints(one.points) || !isPoints(one.max) || one.points > one.max)
    throw new Error(`the case "${one.name}" has ${one.points} of ${one.max} points`);
  const { output, expected, ...rest } = one;
  return {
    ...rest,
    name: storable(one.name).slice(0, 300),
    ...(output !== undefined && { output: clipped(output) }),
    ...(expected !== undefined && { expected: clipped(expected) }),
  };
}

/** A judgement as it may be stored; throws where a machine says what cannot be. */
export function checkedJudgement(judgement: Judgement): Judgement {
  const { score, cases, feedback } = judgement;
  if (!(score >= 0 && score <= 1)) throw new Error(`a score of ${score}`);
  if (cases && cases.length > mostCases) throw new Error(`${cases.length} test cases`);
  return {
    ...judgement,
    ...(cases && { cases: cases.map(checkedCase) }),
    ...(feedback && { feedback: feedback.map(storable) }),
  };
}
