/** Decisions of exams, as pure functions. */
import { shuffled } from '#lib/random.ts';
import { submissionIdOf } from '#modules/attempts/index.ts';
import { activityTypeOf, type Exam } from '#modules/content/contract.ts';
import { type Block, isDrawn, type Release, type Unit } from '#modules/content/index.ts';
import type { Moments } from '#modules/enrollment/index.ts';
import type { RefusalCode } from '#platform/refusal.ts';
import { type ExamPhase, type Paper, type Question, refusals, type SittingFacts } from './schema.ts';

/** What was sent in time may arrive a little later. */
export const graceSeconds = 10;

const papers = new WeakMap<Release, ReadonlyMap<string, Paper>>();

/** The unit of that key as an exam; null: it is none. */
export function paperOf(release: Release, key: string): Paper | null {
  let known = papers.get(release);
  if (!known) {
    known = new Map(papersOf(release).map((paper) => [paper.key, paper]));
    papers.set(release, known);
  }
  return known.get(key) ?? null;
}

/** All exams of a release, in reading order. */
export const papersOf = (release: Release): Paper[] =>
  release.units.flatMap((unit) => (unit.exam ? [makePaper(release, unit, unit.exam)] : []));

/** What stands between two questions belongs to the second one; what follows the last one, to the last. */
function makePaper(release: Release, unit: Unit, exam: Exam): Paper {
  const activities = new Map(release.activities.map((activity) => [activity.key, activity]));
  const questions = new Map<string, Question>();
  const introduction: Block[] = [];
  let above: Block[] = introduction;
  let last: Question | null = null;
  for (const block of unit.blocks) {
    const activity = block.kind === 'activity' ? activities.get(block.key) : undefined;
    if (!activity || !activityTypeOf(activity.type).answer) {
      above.push(block);
      continue;
    }
    last = { activity, blocks: [...(above === introduction ? [] : above), block] };
    questions.set(activity.key, last);
    above = [];
  }
  if (last) last.blocks.push(...above);
  const { key, title, language, stale } = unit;
  const words = { key, title, ...(language && { language }), ...(stale && { stale }) };
  const paper = { ...words, exam, introduction, questions, size: 0, points: 0 };
  const drawn = drawQuestions(paper, release, '', 1);
  const points = drawn.reduce((sum, key) => sum + (questions.get(key)?.activity.points ?? 0), 0);
  return { ...paper, size: drawn.length, points };
}

/** FNV-1a: spreads what differs little. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}

/** The questions of one sitting in its order: those that the learner draws; the same for the same learner and number. */
export function drawQuestions(paper: Paper, release: Release, learnerId: string, number: number): string[] {
  const keys = [...paper.questions.values()]
    .filter(({ activity }) => isDrawn(release, activity, learnerId, number))
    .map(({ activity }) => activity.key);
  return paper.exam.order === 'fixed' ? keys : shuffled(keys, hashOf(`${learnerId}/${paper.key}/${number}`));
}

/** Keys of questions, page by page. */
export function pagesOf(questions: readonly string[], perPage: number | null): string[][] {
  const size = perPage ?? Math.max(1, questions.length);
  return Array.from({ length: Math.ceil(questions.length / size) }, (_, page) =>
    questions.slice(page * size, (page + 1) * size),
  );
}

/** The pages that may be opened, by the furthest one reached: from and to, inclusive. */
export function openPages(navigation: Exam['navigation'], reached: number, pages: number): [number, number] {
  const furthest = Math.min(reached, pages);
  if (navigation === 'free') return [1, pages];
  return navigation === 'one-way' ? [furthest, furthest] : [1, furthest];
}

export const mayOpen = (navigation: Exam['navigation'], reached: number, pages: number, page: number) => {
  const [from, to] = openPages(navigation, reached, pages);
  return page >= from && page <= to;
};

type Ends = Pick<SittingFacts, 'endsAt' | 'finishedAt'>;

/** Time is up and what may still have been on its way is in. */
export const isOver = ({ endsAt, finishedAt }: Ends, now: Date): boolean =>
  finishedAt === null && endsAt !== null && now.getTime() > endsAt.getTime() + graceSeconds * 1000;

/** Whether answers are taken now. */
export const isUnderWay = (sitting: Ends, now: Date): boolean =>
  sitting.finishedAt === null && !isOver(sitting, now);

/** What was saved within the grace counts as received at the end, not after it. */
export const receivedAt = ({ endsAt }: Pick<SittingFacts, 'endsAt'>, now: Date): Date =>
  endsAt && now > endsAt ? endsAt : now;

/** How long a sitting that begins now lasts, in minutes of this learner; null: until the exam closes. */
export const minutesOf = (exam: Exam, { timeFactor }: Pick<Moments, 'timeFactor'>): number | null =>
  exam.minutes === null ? null : Math.ceil(exam.minutes * timeFactor);

export type ExamMoments = Pick<Moments, 'opensAt' | 'closesAt' | 'attempts' | 'timeFactor'>;

export function phaseOf(
  sittings: readonly Pick<SittingFacts, 'endsAt' | 'finishedAt'>[],
  moments: ExamMoments,
  now: Date,
): ExamPhase {
  if (sittings.some((sitting) => isUnderWay(sitting, now))) return 'under-way';
  if (moments.attempts !== null && sittings.length >= moments.attempts) return 'used-up';
  if (moments.opensAt && now < moments.opensAt) return 'not-open';
  return moments.closesAt && now >= moments.closesAt ? 'closed' : 'open';
}

/** Why no sitting can begin; null: one can, or is under way and goes on. */
export const refusalToBegin = (phase: ExamPhase): RefusalCode | null =>
  phase === 'not-open'
    ? refusals['exam-not-open']
    : phase === 'closed'
      ? refusals['exam-closed']
      : phase === 'used-up'
        ? refusals['no-sittings-left']
        : null;

/** What a sitting hands in is one submission a question, and another one after staff opened it again. */
export const submissionOf = (
  sitting: Pick<SittingFacts, 'learnerId' | 'runId' | 'examKey' | 'number' | 'reopened'>,
  question: string,
): string => {
  const { learnerId, runId, examKey, number, reopened } = sitting;
  return submissionIdOf(learnerId, `${runId}/${examKey}/${number}.${reopened}/${question}`);
};
