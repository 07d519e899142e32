/** What staff do: see how it goes, write what learners cannot, leave out, make samples, answer appeals. */
import { Type } from 'typebox';
import { translateTo } from '#lib/messages.ts';
import {
  answerAppeal,
  leaveOut,
  makeSample,
  removeSample,
  reviewAsStaff,
  tendPool,
  writeReview,
} from '#modules/peers/index.ts';
import { type Call, endpoint, type Page } from '#platform/endpoint.ts';
import type { Refusal } from '#platform/refusal.ts';
import { MarkBody, markFromForm, markInputOf, openCriteria } from '#screens/marking/index.ts';
import { inCourse } from '#screens/teach/index.ts';
import { links } from '../links.ts';
import { type ActivityParams, ReasonBody } from '../schema.ts';
import { loadDesk, loadOverview, loadReview, loadWork, runOf, type WorkPage } from '../service.ts';
import { OverviewPageView, PeerDeskView } from '../views/desk.tsx';
import { type WorkForm, type WorkPageProps, WorkPageView } from '../views/work.tsx';
import { finishedFlash, givenIn, jsonOfReview, refusedReview, reviewPage } from './review-page.tsx';

const teachers = inCourse('course.teach');

export const showPeerDesk = endpoint({
  method: 'GET',
  path: '/teach/:organization/:course/:run/reviews',
  summary: 'Activities that fellow learners review, and what of them waits for staff',
  allow: teachers,
  run: (call, { params }) => loadDesk(call, params),
  page: (desk, call, { params }) => ({
    title: `${translateTo(call.locale)('peers.title')} · ${desk.run.courseTitle}`,
    robots: 'noindex',
    body: () => <PeerDeskView {...desk} params={params} />,
  }),
  json: ({ activities }) => ({
    activities: activities.map(({ activity, title, overview }) => ({
      key: activity.key,
      title,
      works: overview.lines.length,
      waiting: overview.waiting.length,
    })),
  }),
});

export const showOverview = endpoint({
  method: 'GET',
  path: '/teach/:organization/:course/:run/reviews/:activity',
  summary: 'Who has written and received how many reviews, what waits for staff, samples',
  allow: teachers,
  run: (call, { params }) => loadOverview(call, params),
  page: (loaded, call, { params }) => ({
    title: `${translateTo(call.locale)('peers.title')} · ${loaded.title}`,
    robots: 'noindex',
    body: () => <OverviewPageView {...loaded} params={params} to={links(params)} />,
  }),
  json: ({ overview: { lines, samples, waiting } }) => ({ lines, samples, waiting }),
});

export const tendNow = endpoint({
  method: 'POST',
  path: '/teach/:organization/:course/:run/reviews/:activity/tend',
  summary:
    'Do at once what the clock does every few minutes: pass on works left lying, settle what is complete',
  allow: teachers,
  async run(call, { params }) {
    const { run, overview } = await loadOverview(call, params);
    await tendPool(call, run, overview.activity);
  },
  page: (_, _call, { params }) => ({
    redirect: links(params).desk,
    flash: { message: 'peers.flash-tended' },
  }),
  json: () => ({}),
});

function workPage(loaded: WorkPage, params: ActivityParams, again?: WorkPageProps['again']): Page {
  const name = loaded.names.get(loaded.open.line.work.learnerId) ?? '';
  return {
    title: `${name} · ${loaded.title}`,
    robots: 'noindex',
    body: () => <WorkPageView {...loaded} to={links(params)} again={again} />,
  };
}

async function refusedWork(
  refusal: Refusal,
  call: Call,
  { params, body }: { params: ActivityParams & { work: string }; body: Record<string, unknown> },
  form: WorkForm,
): Promise<Page> {
  const t = translateTo(call.locale);
  const loaded = await loadWork(call, params);
  const given = givenIn(body);
  const isTitled = form === 'appeal' || String(body.title ?? '').trim() !== '';
  const lacks = isTitled && ['sample-incomplete', 'review-incomplete'].includes(refusal.code);
  const open = lacks ? openCriteria(loaded.open.activity, given.marks, t) : [];
  const path = lacks ? 'points' : form === 'sample' ? 'title' : 'answer';
  const message = t(`refusals.${refusal.code}` as 'refusals.sample-incomplete');
  const problems = open.length > 0 ? open : [{ path, message }];
  return workPage(loaded, params, { form, problems, values: body as never, given });
}

export const showWork = endpoint({
  method: 'GET',
  path: '/teach/:organization/:course/:run/reviews/:activity/works/:work',
  summary: 'One work with every review of it and its appeal, with names',
  allow: teachers,
  run: (call, { params }) => loadWork(call, params),
  page: (loaded, _call, { params }) => workPage(loaded, params),
  json: ({ open: { line, answer } }) => ({ ...line, answer }),
});

export const reviewWork = endpoint({
  method: 'POST',
  path: '/teach/:organization/:course/:run/reviews/:activity/works/:work/review',
  summary: 'Review a work as staff',
  allow: teachers,
  run: async (_call, { params }) => ({ id: await reviewAsStaff(await runOf(params), params.work) }),
  page: ({ id }, _call, { params }) => ({ redirect: links(params).staffReview(id) }),
  json: ({ id }) => ({ id }),
});

export const showStaffReview = endpoint({
  method: 'GET',
  path: '/teach/:organization/:course/:run/reviews/:activity/write/:review',
  summary: 'A review for staff to write or read',
  allow: teachers,
  run: (call, { params }) => loadReview(call, params, true),
  page: (loaded, call, { params }) => {
    const to = links(params);
    return reviewPage(loaded, call, { action: to.staffReview(params.review), back: to.desk });
  },
  json: jsonOfReview,
});

export const saveStaffReview = endpoint({
  method: 'POST',
  path: '/teach/:organization/:course/:run/reviews/:activity/write/:review',
  summary: 'Keep or finish a review as staff',
  body: MarkBody,
  allow: teachers,
  fromForm: markFromForm,
  async run(call, { params, body }) {
    const done = body.step !== 'draft';
    const order = {
      run: await runOf(params),
      id: params.review,
      input: markInputOf(body),
      done,
      staff: true,
    };
    return { ...(await writeReview(call, order)), done };
  },
  page: ({ done }, _call, { params }) => ({
    redirect: done ? links(params).desk : links(params).staffReview(params.review),
    flash: finishedFlash(done),
  }),
  json: (saved) => saved,
  refused: (refusal, call, { params, body }) => {
    const to = links(params);
    const around = { action: to.staffReview(params.review), back: to.desk };
    return refusedReview(refusal, call, { params, body, staff: true }, around);
  },
});

export const leaveReviewOut = endpoint({
  method: 'POST',
  path: '/teach/:organization/:course/:run/reviews/:activity/write/:review/leave-out',
  summary: 'Leave a review out, with a reason: it no longer counts, and the grading is made anew',
  body: ReasonBody,
  allow: teachers,
  run: async (call, { params, body }) => leaveOut(call, await runOf(params), params.review, body.reason),
  page: (_, _call, { params }) => ({
    redirect: links(params).desk,
    flash: { message: 'peers.flash-left-out' },
  }),
  json: () => ({}),
});

const SampleBody = Type.Object(
  { ...MarkBody.properties, title: Type.String({ maxLength: 200, default: '' }) },
  { additionalProperties: false },
);
const AnswerBody = Type.Object(
  { ...MarkBody.properties, answer: Type.String({ maxLength: 10_000, default: '' }) },
  { additionalProperties: false },
);

export const addSample = endpoint({
  method: 'POST',
  path: '/teach/:organization/:course/:run/reviews/:activity/works/:work/sample',
  summary: 'Make a sample of a work: its text without its author, with the judgement of staff',
  body: SampleBody,
  allow: teachers,
  fromForm: (fields) => ({ ...(markFromForm(fields) as object), title: fields.title ?? '' }),
  async run(call, { params, body: { title, ...mark } }) {
    const order = { title, workId: params.work, input: markInputOf(mark) };
    await makeSample(call, await runOf(params), params.activity, order);
  },
  page: (_, _call, { params }) => ({
    redirect: links(params).desk,
    flash: { message: 'peers.flash-sample' },
  }),
  json: () => ({}),
  refused: (refusal, call, input) => refusedWork(refusal, call, input, 'sample'),
});

export const dropSample = endpoint({
  method: 'POST',
  path: '/teach/:organization/:course/:run/reviews/:activity/samples/:sample/remove',
  summary: 'Take a sample out of use; what was written about it stays',
  allow: teachers,
  run: async (_call, { params }) => void (await removeSample(await runOf(params), params.sample)),
  page: (_, _call, { params }) => ({ redirect: links(params).desk }),
  json: () => ({}),
});

export const replyToAppeal = endpoint({
  method: 'POST',
  path: '/teach/:organization/:course/:run/reviews/:activity/works/:work/appeal',
  summary: 'Answer an appeal; with marks, they count in place of what the reviews say',
  body: AnswerBody,
  allow: teachers,
  fromForm: (fields) => ({ ...(markFromForm(fields) as object), answer: fields.answer ?? '' }),
  async run(call, { params, body: { answer, ...mark } }) {
    const order = { workId: params.work, answer, input: markInputOf(mark) };
    await answerAppeal(call, await runOf(params), order);
  },
  page: (_, _call, { params }) => ({
    redirect: `${links(params).work(params.work)}#appeal`,
    flash: { message: 'peers.flash-answered' },
  }),
  json: () => ({}),
  refused: (refusal, call, input) => refusedWork(refusal, call, input, 'appeal'),
});
