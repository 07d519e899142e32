/** What learners do: see where they stand, take and write reviews, rate and appeal. */
import { translateTo } from '#lib/messages.ts';
import { signedIn } from '#modules/access/index.ts';
import { appeal, type Rating, rateReview, takeNext, writeReview } from '#modules/peers/index.ts';
import { type Call, endpoint, type Page } from '#platform/endpoint.ts';
import { MarkBody, markFromForm, markInputOf } from '#screens/marking/index.ts';
import { links } from '../links.ts';
import { type ActivityParams, RatingBody, ReasonBody } from '../schema.ts';
import { loadReview, loadReviews, type ReviewsPage, runOf } from '../service.ts';
import { ReviewsPageView } from '../views/mine.tsx';
import { finishedFlash, jsonOfReview, refusedReview, reviewPage } from './review-page.tsx';

const learners = { ...signedIn, who: 'learners of the run' };

const pageOf = (
  loaded: ReviewsPage,
  call: Call,
  params: ActivityParams,
  again: { problems?: { path: string; message: string }[]; reason?: string } = {},
): Page => ({
  title: `${translateTo(call.locale)('peers.title')} · ${loaded.title}`,
  robots: 'noindex',
  body: () => <ReviewsPageView {...loaded} to={links(params)} {...again} />,
});

export const showReviews = endpoint({
  method: 'GET',
  path: '/reviews/:organization/:course/:run/:activity',
  summary: 'Peer review of one’s own: what to do next, reviews written, reviews received without names',
  allow: learners,
  priority: 'reading',
  run: (call, { params }) => loadReviews(call, params),
  page: (loaded, call, { params }) => pageOf(loaded, call, params),
  json: ({ state: { own, written, next, settings, received, receivedCount, appeal: made } }) => ({
    next: next.step,
    settings,
    work: own && { attempt: own.attempt, reviewBy: own.reviewBy, state: own.state },
    written: written.map(({ id, kind, state }) => ({ id, kind, state })),
    ...{ received, receivedCount },
    appeal: made && { reason: made.reason, madeAt: made.madeAt, answer: made.answer },
  }),
});

export const takeReview = endpoint({
  method: 'POST',
  path: '/reviews/:organization/:course/:run/:activity/next',
  summary: 'Take the next work to review: the one begun, a sample in training, the work that needs it most',
  allow: learners,
  run: async (call, { params }) => ({ id: await takeNext(call, await runOf(params), params.activity) }),
  page: ({ id }, _call, { params }) =>
    id
      ? { redirect: links(params).write(id) }
      : { redirect: links(params).mine, flash: { message: 'peers.flash-nothing' } },
  json: ({ id }) => ({ id }),
});

export const showReview = endpoint({
  method: 'GET',
  path: '/reviews/:organization/:course/:run/:activity/write/:review',
  summary: 'A review of one’s own to write or read, with the work; nobody is told whose it is',
  allow: learners,
  run: (call, { params }) => loadReview(call, params, false),
  page: (loaded, call, { params }) => {
    const to = links(params);
    return reviewPage(loaded, call, { action: to.write(params.review), back: to.mine });
  },
  json: jsonOfReview,
});

export const saveReview = endpoint({
  method: 'POST',
  path: '/reviews/:organization/:course/:run/:activity/write/:review',
  summary: 'Keep a review as a draft or finish it; refused where it was saved from elsewhere since `version`',
  body: MarkBody,
  allow: learners,
  fromForm: markFromForm,
  async run(call, { params, body }) {
    const done = body.step !== 'draft';
    const order = { run: await runOf(params), id: params.review, input: markInputOf(body), done };
    return { ...(await writeReview(call, order)), done };
  },
  // A sample is finished for what staff say of it.
  page: ({ done, kind }, _call, { params }) => ({
    redirect: done && kind !== 'sample' ? links(params).mine : links(params).write(params.review),
    flash: finishedFlash(done),
  }),
  json: (saved) => saved,
  refused: (refusal, call, { params, body }) => {
    const to = links(params);
    return refusedReview(
      refusal,
      call,
      { params, body, staff: false },
      { action: to.write(params.review), back: to.mine },
    );
  },
});

export const rateReceived = endpoint({
  method: 'POST',
  path: '/reviews/:organization/:course/:run/:activity/received/:review/rating',
  summary: 'Say how useful a received review was: 1 not, 2 useful, 3 very',
  body: RatingBody,
  allow: learners,
  async run(call, { params, body }) {
    const given = { id: params.review, rating: body.rating as Rating };
    await rateReview(call, await runOf(params), params.activity, given);
  },
  page: (_, _call, { params }) => ({
    redirect: `${links(params).mine}#review-${params.review}`,
    flash: { message: 'peers.flash-rated' },
  }),
  json: () => ({}),
});

export const appealReviews = endpoint({
  method: 'POST',
  path: '/reviews/:organization/:course/:run/:activity/appeal',
  summary: 'Ask staff to look at the reviews of one’s own work, once',
  body: ReasonBody,
  allow: learners,
  run: async (call, { params, body }) => appeal(call, await runOf(params), params.activity, body.reason),
  page: (_, _call, { params }) => ({
    redirect: `${links(params).mine}#appeal`,
    flash: { message: 'peers.flash-appealed' },
  }),
  json: () => ({}),
  async refused(refusal, call, { params, body }) {
    const message = translateTo(call.locale)(`refusals.${refusal.code}` as 'refusals.appeal-reason-missing');
    const again = { problems: [{ path: 'reason', message }], reason: String(body.reason ?? '') };
    return pageOf(await loadReviews(call, params), call, params, again);
  },
});
