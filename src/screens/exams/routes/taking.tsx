/** A learner takes an exam. */
import { translateTo } from '#lib/messages.ts';
import { everyone, signedIn } from '#modules/access/index.ts';
import { examRefusals } from '#modules/exams/index.ts';
import { type Call, endpoint, type Page } from '#platform/endpoint.ts';
import type { Refusal } from '#platform/refusal.ts';
import { examLinks } from '../links.ts';
import { SaveBody, type SittingParams } from '../schema.ts';
import {
  askedOn,
  begin,
  finish,
  type Look,
  openLook,
  openPage,
  openReview,
  openSummary,
  savePage,
} from '../service/taking.ts';
import { LookPage } from '../views/look.tsx';
import { QuestionsPage } from '../views/page.tsx';
import { ReviewPage } from '../views/review.tsx';
import { SummaryPage } from '../views/summary.tsx';

const fromForm = ({ go, ...fields }: Record<string, string | string[]>) => ({
  ...(go && { go: [go].flat().at(-1) }),
  fields: Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, [value].flat()])),
});

/** Nobody is shown another page by going on from here. */
const quiet = { shell: 'plain', robots: 'noindex' } as const;

const examJson = ({ paper, standing }: Look) => ({
  key: paper.key,
  title: paper.title,
  exam: paper.exam,
  introduction: paper.introduction,
  questions: paper.size,
  points: paper.points,
  standing: standing && {
    phase: standing.phase,
    left: standing.left,
    minutes: standing.minutes,
    opensAt: standing.moments.opensAt,
    closesAt: standing.moments.closesAt,
    sittings: standing.sittings.map(({ number, startedAt, endsAt, finishedAt, finishedBy, reached }) => ({
      ...{ number, startedAt, endsAt, finishedAt, finishedBy, reached },
    })),
  },
});

export const showExam = endpoint({
  method: 'GET',
  path: '/exams/:organization/:course/:run/:unit',
  summary: 'An exam before, between and after sittings: its rules, and where the learner stands in it',
  allow: { ...everyone, who: 'learners and staff of the run; everybody where it is open' },
  priority: 'reading',
  run: (call, { params }) => openLook(call, params),
  page: (look, _call, { params }): Page => ({
    title: `${look.paper.title} · ${look.run.courseTitle}`,
    robots: 'noindex',
    body: () => <LookPage {...look} links={examLinks(params)} />,
  }),
  json: examJson,
});

export const beginExam = endpoint({
  method: 'POST',
  path: '/exams/:organization/:course/:run/:unit',
  summary: 'Begins a sitting, or goes on with the one that is under way',
  allow: signedIn,
  priority: 'submission',
  idempotency: 'none',
  successStatus: 201,
  run: (call, { params }) => begin(call, params),
  page: ({ number }, _call, { params }) => ({ redirect: examLinks(params).page(number, 1) }),
  json: ({ number }) => ({ number }),
});

/** Whoever comes too late, or to a page that is closed, is led to where things stand now. */
function ledOn(refusal: Refusal, _call: Call, { params }: { params: SittingParams }) {
  const gone = [
    examRefusals['sitting-over'],
    examRefusals['page-not-open'],
    examRefusals['sitting-under-way'],
  ].map(({ code }) => code);
  if (!gone.includes(refusal.code)) throw refusal;
  return {
    redirect: examLinks(params).unit,
    flash: { message: `refusals.${refusal.code}`, tone: 'warning' as const },
  };
}

export const showQuestions = endpoint({
  method: 'GET',
  path: '/exams/:organization/:course/:run/:unit/:sitting/pages/:page',
  summary: 'A page of questions of a sitting that is under way; no other page is told',
  allow: signedIn,
  priority: 'reading',
  run: (call, { params }) => openPage(call, params),
  refused: ledOn,
  page: (opened, _call, { params }): Page => ({
    title: `${opened.paper.title} · ${opened.release.course.title}`,
    ...quiet,
    body: () => <QuestionsPage {...opened} links={examLinks(params)} />,
  }),
  json: (opened, call) => ({
    page: opened.page,
    pages: opened.pages.length,
    navigation: opened.paper.exam.navigation,
    endsAt: opened.sitting.endsAt,
    questions: askedOn(opened, call.locale),
  }),
});

export const saveQuestions = endpoint({
  method: 'POST',
  path: '/exams/:organization/:course/:run/:unit/:sitting/pages/:page',
  summary: 'Keeps the answers of a page; the sitting hands them in. `go` says which page opens then',
  body: SaveBody,
  allow: signedIn,
  priority: 'submission',
  idempotency: 'none',
  fromForm,
  run: (call, { params, body }) => savePage(call, params, body),
  page: ({ next }) => ({ redirect: next }),
  refused: ledOn,
  json: ({ savedAt, version, endsAt, next }) => ({ savedAt, version, endsAt, next }),
});

export const showSummary = endpoint({
  method: 'GET',
  path: '/exams/:organization/:course/:run/:unit/:sitting/summary',
  summary: 'What is answered in a sitting and what is not, before it is handed in',
  allow: signedIn,
  priority: 'reading',
  run: (call, { params }) => openSummary(call, params),
  refused: ledOn,
  page: (summary, call, { params }): Page => ({
    title: `${translateTo(call.locale)('exams.summary-title')} · ${summary.paper.title}`,
    ...quiet,
    body: () => <SummaryPage {...summary} links={examLinks(params)} />,
  }),
  json: ({ lines, sitting, resume }) => ({ questions: lines, endsAt: sitting.endsAt, resume }),
});

export const finishExam = endpoint({
  method: 'POST',
  path: '/exams/:organization/:course/:run/:unit/:sitting/finish',
  summary: 'Hands in all answers of a sitting; each gets its receipt. Twice is once',
  allow: signedIn,
  priority: 'submission',
  idempotency: 'none',
  run: (call, { params }) => finish(call, params),
  page: (_result, _call, { params }) => ({ redirect: examLinks(params).review(Number(params.sitting)) }),
  json: () => ({ finished: true }),
});

export const showReview = endpoint({
  method: 'GET',
  path: '/exams/:organization/:course/:run/:unit/:sitting/review',
  summary: 'A sitting that was handed in: answers, receipts, and what came of them as far as it may show',
  allow: signedIn,
  priority: 'reading',
  run: (call, { params }) => openReview(call, params),
  refused: ledOn,
  page: (review, call, { params }): Page => ({
    title: `${translateTo(call.locale)('exams.review-title', { number: review.sitting.number })} · ${review.paper.title}`,
    ...quiet,
    body: () => <ReviewPage {...review} links={examLinks(params)} unitTitle={review.paper.title} />,
  }),
  json: ({ lines, sitting, earned, paper }) => ({
    number: sitting.number,
    finishedAt: sitting.finishedAt,
    finishedBy: sitting.finishedBy,
    earned,
    points: paper.points,
    questions: lines.map(({ key, number, submission, shown }) => ({
      ...{ key, number, submission: submission?.id ?? null, answer: submission?.answer ?? null },
      ...{ score: shown.score, judgement: shown.judgement },
    })),
  }),
});
