/** What the pages of exams need, loaded in at most two round trips. */
import { translateTo } from '#lib/messages.ts';
import { releasedOf } from '#modules/attempts/index.ts';
import { getRun, type Run } from '#modules/catalog/index.ts';
import { activityTypeOf, type FormFields } from '#modules/content/contract.ts';
import { getRelease, type Release } from '#modules/content/index.ts';
import { runFor } from '#modules/enrollment/index.ts';
import {
  beginSitting,
  type ExamStanding,
  examRefusals,
  type FinishedSitting,
  finishSitting,
  getExamStanding,
  getFinished,
  getPaper,
  getSitting,
  isUnderWay,
  type OpenSitting,
  type Paper,
  saveAnswers,
  submissionOf,
} from '#modules/exams/index.ts';
import { type JudgedSubmission, listJudged, notePosition } from '#modules/grading/index.ts';
import type { Call } from '#platform/endpoint.ts';
import { Refusal } from '#platform/refusal.ts';
import { inLanguageHref, inReadersWords, keepChoice, readingFor } from '#screens/languages/index.ts';
import { requireReading } from '#screens/learn/index.ts';
import { examLinks } from '../links.ts';
import {
  answersOf,
  changedSince,
  numberIn,
  pageToResume,
  placesOf,
  type ShownResult,
  seedOfQuestion,
  shownOf,
} from '../rules.ts';
import type { ExamParams, RunParams, SaveBody, SittingParams } from '../schema.ts';

export async function openRun(params: RunParams): Promise<{ run: Run; release: Release }> {
  const run = await getRun(params.organization, params.course, params.run);
  return { run, release: await getRelease(run.releaseId) };
}

/** The run as whoever asks meets it. */
async function openOwnRun({ actor }: Call, params: RunParams): Promise<{ run: Run; release: Release }> {
  const found = await getRun(params.organization, params.course, params.run);
  const run = await runFor(found, actor.kind === 'person' ? actor.id : null);
  return { run, release: await getRelease(run.releaseId) };
}

export interface Look {
  run: Run;
  release: Release;
  paper: Paper;
  /** The language that the course was written in. */
  original: string;
  /** Null: an anonymous reader. */
  standing: ExamStanding | null;
}

/** An exam before, between and after sittings. Its questions are not in it. */
export async function openLook(call: Call, params: ExamParams): Promise<Look> {
  const { run, release } = await openOwnRun(call, params);
  const standing =
    call.actor.kind === 'person' ? await getExamStanding(call, run, release, params.unit) : null;
  requireReading(call.actor, run, standing?.enrolled ? 'active' : null);
  if (standing?.enrolled && call.actor.kind === 'person')
    notePosition({ learnerId: call.actor.id, runId: run.id, unitKey: params.unit, seenAt: call.now });
  await keepChoice(call, params, release);
  return inReading(call, params, { run, release, paper: getPaper(release, params.unit), standing });
}

/** An exam in the words of the language that a course is read in; what is answered is the same in each. */
function inReading<Opened extends { release: Release }>(call: Call, params: ExamParams, opened: Opened) {
  const release = readingFor(call, params, opened.release);
  const original = opened.release.course.language;
  return { ...opened, release, original, paper: getPaper(release, params.unit) };
}

async function openSitting(call: Call, params: SittingParams): Promise<OpenSitting> {
  const run = await getRun(params.organization, params.course, params.run);
  const opened = await getSitting(call, { run, exam: params.unit, number: numberIn(params.sitting) });
  await keepChoice(call, params, opened.release);
  return inReading(call, params, opened);
}

export async function begin(call: Call, params: ExamParams): Promise<{ number: number }> {
  const { run, release } = await openOwnRun(call, params);
  return beginSitting(call, run, release, params.unit);
}

/** One page of questions, and nothing of any other. */
export interface QuestionPage extends OpenSitting {
  page: number;
  keys: string[];
}

/** The sitting is over: whoever asks for a question is told so, and where to go on. */
export async function openPage(call: Call, params: SittingParams & { page: string }): Promise<QuestionPage> {
  const page = numberIn(params.page);
  const opened = await openSitting(call, params);
  if (!isUnderWay(opened.sitting, opened.now)) throw new Refusal(examRefusals['sitting-over']);
  const keys = opened.pages[page - 1];
  const first = placesOf(opened).find((place) => place.page === page);
  if (!keys || !first?.open) throw new Refusal(examRefusals['page-not-open']);
  return { ...opened, page, keys };
}

/** The questions of a page for programs: what is asked, what is needed to answer, what is answered; nothing of what is right. */
export function askedOn({ sitting, paper, keys }: QuestionPage, locale: string) {
  return keys.flatMap((key) => {
    const activity = paper.questions.get(key)?.activity;
    if (!activity) return [];
    const { type, title, points, prompt, settings } = activity;
    const kind = activityTypeOf(type);
    const seed = seedOfQuestion(activity, sitting);
    return [
      {
        ...{ key, type, title, points },
        prompt: kind.fill?.(prompt, settings, seed, locale) ?? prompt,
        ...kind.ask?.(settings, seed),
        answer: sitting.answers[key] ?? null,
      },
    ];
  });
}

export interface SavedPage {
  savedAt: Date;
  version: number;
  endsAt: Date | null;
  /** Address of the page that opens then. */
  next: string;
}

function targetOf(go: string, page: number, pages: number): number | null {
  if (go === 'summary') return null;
  if (go === 'stay' || go.startsWith('in-')) return page;
  if (go === 'previous') return Math.max(1, page - 1);
  if (go === 'next') return page < pages ? page + 1 : null;
  return Math.min(Number(go), pages);
}

/** Of a form: what was answered in it. */
function answersIn(
  paper: Paper,
  keys: readonly string[],
  { fields, questions }: SaveBody & { fields: FormFields },
): ReadonlyMap<string, unknown> {
  if (questions)
    return answersOf(
      paper,
      keys.filter((key) => questions.includes(key)),
      fields,
    );
  return changedSince(fields.drawn?.[0], keys, answersOf(paper, keys, fields));
}

export async function savePage(
  call: Call,
  params: SittingParams & { page: string },
  body: SaveBody,
): Promise<SavedPage> {
  const page = numberIn(params.page);
  const opened = await openSitting(call, params);
  const { paper, pages, sitting } = opened;
  const go = body.go ?? 'stay';
  const answers = body.fields
    ? answersIn(paper, pages[page - 1] ?? [], { ...body, fields: body.fields })
    : new Map(Object.entries(body.answers ?? {}));
  const goTo = targetOf(go, page, pages.length);
  const { savedAt, version } = await saveAnswers(opened, {
    page,
    answers,
    onward: goTo === null || goTo > page,
  });
  const to = examLinks(params);
  const next = goTo === null ? to.summary(sitting.number) : to.page(sitting.number, goTo);
  const [, language] = /^in-(.+)/.exec(go) ?? [];
  return {
    ...{ savedAt, version, endsAt: sitting.endsAt },
    next: language ? inLanguageHref(next, language) : next,
  };
}

/** A question of the summary; `problem`: what is answered cannot be read. */
export interface SummaryLine {
  key: string;
  number: number;
  page: number;
  title: string | null;
  answered: boolean;
  open: boolean;
  problem: string | null;
}

export interface Summary extends OpenSitting {
  lines: SummaryLine[];
  resume: number;
}

/** What is answered and what is not. Questions that were not opened yet are numbers only. */
export async function openSummary(call: Call, params: SittingParams): Promise<Summary> {
  const opened = await openSitting(call, params);
  const { sitting, paper, now } = opened;
  if (!isUnderWay(sitting, now)) throw new Refusal(examRefusals['sitting-over']);
  const t = translateTo(call.locale);
  const lines = placesOf(opened).map((place) => {
    const activity = paper.questions.get(place.key)?.activity;
    const answer = sitting.answers[place.key];
    const met = place.page <= sitting.reached || paper.exam.navigation === 'free';
    const problem =
      activity && answer !== undefined
        ? (activityTypeOf(activity.type).refuse?.(
            answer,
            activity.settings,
            t,
            seedOfQuestion(activity, sitting),
          ) ?? null)
        : null;
    return { ...place, title: met ? (activity?.title ?? null) : null, problem };
  });
  return { ...opened, lines, resume: pageToResume(opened) };
}

export async function finish(call: Call, params: SittingParams): Promise<void> {
  const run = await getRun(params.organization, params.course, params.run);
  await finishSitting(call, { run, exam: params.unit, number: numberIn(params.sitting) });
}

/** A question of a sitting that was handed in. */
export interface ReviewLine {
  key: string;
  number: number;
  /** Null: not answered. */
  submission: JudgedSubmission | null;
  shown: ShownResult;
}

export interface Review extends FinishedSitting {
  lines: ReviewLine[];
  /** Points of what is judged and shows; null: not all of it does. */
  earned: number | null;
}

/** What was answered and what came of it, as far as it may show. */
export async function openReview(call: Call, params: SittingParams): Promise<Review> {
  const run = await getRun(params.organization, params.course, params.run);
  const address = { run, exam: params.unit, number: numberIn(params.sitting) };
  const finished = inReading(call, params, await getFinished(call, address));
  const { sitting, paper } = finished;
  const ids = sitting.questions.map((question) => submissionOf(sitting, question));
  const activities = [...paper.questions.values()].map(({ activity }) => activity);
  const [rows, released] = await Promise.all([
    listJudged(sitting.learnerId, ids),
    releasedOf(run.id, activities),
  ]);
  const judged = new Map(rows.map((row) => [row.activityKey, row]));
  const lines = placesOf(finished).flatMap(({ key, number }) => {
    const activity = paper.questions.get(key)?.activity;
    const submission = judged.get(key) ?? null;
    if (!activity) return [];
    const shown = shownOf(activity, submission, finished, released);
    const given = { answer: submission?.answer, seed: seedOfQuestion(activity, sitting) };
    const judgement = inReadersWords(activity, shown.judgement, given);
    return [{ key, number, submission, shown: { ...shown, judgement } }];
  });
  const hidden = lines.some(({ submission, shown }) => submission && shown.score === null);
  const earned = lines.reduce(
    (sum, { key, shown }) => sum + (shown.score ?? 0) * (paper.questions.get(key)?.activity.points ?? 0),
    0,
  );
  return { ...finished, lines, earned: hidden ? null : earned };
}
