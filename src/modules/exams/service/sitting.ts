/** A learner takes an exam: reads its pages, saves, looks at what was handed in. At most two round trips each. */
import { activityTypeOf } from '#modules/content/contract.ts';
import { getRelease, type Release } from '#modules/content/index.ts';
import { getRunRules, lastDueOf, type Moments } from '#modules/enrollment/index.ts';
import type { Call } from '#platform/endpoint.ts';
import { failpoint } from '#platform/failpoint.ts';
import { checkInput } from '#platform/input.ts';
import { Refusal } from '#platform/refusal.ts';
import { isOver, isUnderWay, openPages, pagesOf } from '../rules.ts';
import { type Answers, type Paper, refusals, type Sitting } from '../schema.ts';
import * as store from '../store/sitting.ts';
import { finishKey, keyOf, type SittingAddress } from './finishing.ts';
import { firstOf, getPaper, learnerOf, leftOf, momentsOfExam } from './paper.ts';

/** A sitting as its pages need it. */
export interface OpenSitting {
  sitting: Sitting;
  /** With which it began. */
  release: Release;
  paper: Paper;
  /** Keys of questions, page by page. */
  pages: string[][];
  now: Date;
}

/** The learner's own sitting, with the questions it began with. One whose time is up is handed in first. */
export async function getSitting(call: Call, address: SittingAddress): Promise<OpenSitting> {
  const key = keyOf(learnerOf(call), address);
  const found = await store.findSitting(key);
  if (!found) throw new Refusal(refusals['sitting-not-found']);
  if (isOver(found.sitting, found.now)) {
    await finishKey(call, address.run, key, 'time');
    return getSitting(call, address);
  }
  return opened(found.sitting, found.now);
}

async function opened(sitting: Sitting, now: Date): Promise<OpenSitting> {
  const release = await getRelease(sitting.releaseId);
  const paper = getPaper(release, sitting.examKey);
  const known = sitting.questions.filter((question) => paper.questions.has(question));
  return { sitting, release, paper, pages: pagesOf(known, paper.exam.perPage), now };
}

/** A sitting that was handed in, and what decides how much of it shows. */
export interface FinishedSitting extends OpenSitting {
  moments: Moments;
  /** When it is due for the last of all learners. */
  lastDue: Date | null;
  /** Sittings that are left; null: as many as wanted. */
  left: number | null;
}

export async function getFinished(call: Call, address: SittingAddress): Promise<FinishedSitting> {
  const key = keyOf(learnerOf(call), address);
  const [found, rules] = await Promise.all([store.findSittingToReview(key), getRunRules(address.run)]);
  if (!found) throw new Refusal(refusals['sitting-not-found']);
  if (isOver(found.sitting, found.now)) {
    await finishKey(call, address.run, key, 'time');
    return getFinished(call, address);
  }
  if (!found.sitting.finishedAt) throw new Refusal(refusals['sitting-under-way']);
  const sitting = await opened(found.sitting, found.now);
  const { release, paper } = sitting;
  const moments = momentsOfExam(release, rules, found.times, paper);
  const lastDue = lastDueOf({ release, rules }, firstOf(paper));
  return { ...sitting, moments, lastDue, left: leftOf(moments, found.sittings) };
}

export interface SaveInput {
  /** From 1. */
  page: number;
  /** Null: nothing is answered there. Questions that are not named stay as they are. */
  answers: ReadonlyMap<string, unknown>;
  /** The page behind it opens. */
  onward: boolean;
}

export interface Saved {
  savedAt: Date;
  /** Of the sitting, with this save. */
  version: number;
  pages: number;
}

/** Answers in the shapes of their kinds; each must stand on the page. */
function readAnswers(
  { paper, pages }: OpenSitting,
  { page, answers }: SaveInput,
): { kept: Answers; cleared: string[] } {
  const kept: Answers = {};
  const cleared: string[] = [];
  for (const [question, answer] of answers) {
    const activity = paper.questions.get(question)?.activity;
    const shape = activity && activityTypeOf(activity.type).answer;
    if (!shape || !pages[page - 1]?.includes(question)) throw new Refusal(refusals['page-not-open']);
    if (answer === null || answer === undefined) cleared.push(question);
    else kept[question] = checkInput(shape, answer, 'json');
  }
  return { kept, cleared };
}

/** Keeps what is answered on a page. What comes after the end is refused; what was saved before it is handed in. */
export async function saveAnswers(open: OpenSitting, input: SaveInput): Promise<Saved> {
  const { sitting, paper, pages, now } = open;
  if (!isUnderWay(sitting, now)) throw new Refusal(refusals['sitting-over']);
  const { navigation } = paper.exam;
  const [from, to] = openPages(navigation, sitting.reached, pages.length);
  if (input.page < from || input.page > to) throw new Refusal(refusals['page-not-open']);
  const { kept, cleared } = readAnswers(open, input);
  const reached = Math.min(
    pages.length,
    Math.max(sitting.reached, input.onward ? input.page + 1 : input.page),
  );
  failpoint('exams.before-save');
  const saved = await store.saveAnswers({
    ...{ key: sitting, answers: kept, cleared, reached },
    from: navigation === 'free' ? 1 : input.page,
    to: navigation === 'one-way' ? input.page : pages.length,
  });
  if (!saved) throw new Refusal(refusals['sitting-over']);
  return { savedAt: saved.savedAt, version: saved.version, pages: pages.length };
}
