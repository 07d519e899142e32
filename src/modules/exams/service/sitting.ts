/** A learner takes an exam: looks, begins, saves, hands in. Every use case is at most two round trips. */
import { makeSubmission, rowsForAppend, seedFor, tellReceived } from '#modules/attempts/index.ts';
import type { Run } from '#modules/catalog/index.ts';
import { type Activity, activityTypeOf, judgedBy } from '#modules/content/contract.ts';
import { getRelease, type Release } from '#modules/content/index.ts';
import {
  getRunRules,
  type LearnerTimes,
  lastDueOf,
  type Moments,
  momentsOf,
  type RunRules,
} from '#modules/enrollment/index.ts';
import { transaction } from '#platform/database.ts';
import type { Call } from '#platform/endpoint.ts';
import { failpoint } from '#platform/failpoint.ts';
import { checkInput } from '#platform/input.ts';
import { commonRefusals, Refusal } from '#platform/refusal.ts';
import {
  drawQuestions,
  isOver,
  isUnderWay,
  minutesOf,
  openPages,
  pagesOf,
  paperOf,
  phaseOf,
  receivedAt,
  refusalToBegin,
  submissionOf,
} from '../rules.ts';
import {
  type Answers,
  type ExamPhase,
  type FinishedBy,
  type Paper,
  refusals,
  type Sitting,
  type SittingFacts,
} from '../schema.ts';
import * as store from '../store/sitting.ts';

export function learnerOf(call: Call): string {
  if (call.actor.kind !== 'person') throw new Refusal(commonRefusals['sign-in-required']);
  return call.actor.id;
}

export function getPaper(release: Release, key: string): Paper {
  const paper = paperOf(release, key);
  if (!paper) throw new Refusal(refusals['exam-not-found']);
  return paper;
}

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

const leftOf = ({ attempts }: Moments, sittings: number): number | null =>
  attempts === null ? null : Math.max(0, attempts - sittings);

/** Dates are written at the unit or above it: each question has the same. */
function firstOf({ questions }: Paper): Activity {
  const [first] = questions.values();
  if (!first) throw new Refusal(refusals['exam-not-found']);
  return first.activity;
}

const momentsOfExam = (
  release: Release,
  rules: RunRules,
  learner: LearnerTimes | null,
  paper: Paper,
): Moments => momentsOf({ release, rules, learner }, firstOf(paper));

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

export interface SittingAddress {
  run: Run;
  exam: string;
  number: number;
}

const keyOf = (learnerId: string, { run, exam, number }: SittingAddress): store.SittingKey => ({
  ...{ learnerId, runId: run.id, examKey: exam, number },
});

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
  return { savedAt: saved.savedAt, pages: pages.length };
}

/** Hands in. Twice is once: who comes second finds it done. */
export const finishSitting = (call: Call, address: SittingAddress): Promise<void> =>
  finishKey(call, address.run, keyOf(learnerOf(call), address), 'learner');

const actorOf = ({ actor }: Call) => ({
  kind: actor.kind,
  name: actor.kind === 'person' ? actor.id : actor.kind === 'system' ? actor.name : '',
});

/** Ends a sitting: what is answered goes to the ledger, each answer with its receipt, all in one commit. */
export async function finishKey(call: Call, run: Run, key: store.SittingKey, by: FinishedBy): Promise<void> {
  for (;;) {
    const found = await store.findSittingToFinish(key);
    if (!found) throw new Refusal(refusals['sitting-not-found']);
    const { sitting, now, last } = found;
    if (sitting.finishedAt) return;
    const paper = getPaper(await getRelease(sitting.releaseId), sitting.examKey);
    const at = receivedAt(sitting, now);
    const { learnerId, runId, releaseId } = sitting;
    const made = sitting.questions.flatMap((question) => {
      const activity = paper.questions.get(question)?.activity;
      const answer = sitting.answers[question];
      if (!activity || answer === undefined) return [];
      const before = last[question] ?? null;
      const arrived = {
        ...{
          id: submissionOf(sitting, question),
          learnerId,
          runId,
          releaseId,
          activity,
          answer,
          receivedAt: at,
        },
        seed: seedFor(activity, learnerId, sitting.number),
        // The attempt is that of the sitting, so that whoever judges again meets the same variant.
        attempt: Math.max(sitting.number, (before?.attempt ?? 0) + 1),
        last: before,
      };
      return [{ activity, row: makeSubmission(arrived, call.locale) }];
    });
    const write = () =>
      store.finishSitting({
        ...{ key, version: sitting.version, by: isOver(sitting, now) ? 'time' : by, at },
        ...{
          rows: rowsForAppend(made.map(({ row }) => row)),
          actor: actorOf(call),
          requestId: call.requestId,
        },
      });
    const waiting = made.filter(({ activity }) => judgedBy(activity) !== 'rule');
    failpoint('exams.before-commit');
    const done =
      waiting.length === 0
        ? await write()
        : await transaction(async () => {
            const written = await write();
            if (written)
              for (const { activity, row } of waiting)
                await tellReceived({ call, run, activity, submission: row });
            return written;
          });
    failpoint('exams.after-commit');
    if (done) return;
  }
}
