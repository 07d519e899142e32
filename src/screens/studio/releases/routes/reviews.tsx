/** Asking others: preview links, reviews, and the rule that somebody must approve. */
import { translateTo } from '#lib/messages.ts';
import { previewToken } from '#modules/authoring/index.ts';
import { type Call, endpoint, type Page } from '#platform/endpoint.ts';
import { absoluteUrl } from '#platform/site.ts';
import { inCourse } from '#screens/teach/index.ts';
import { problemsOf } from '#ui/problems.ts';
import { links, previewLink } from '../links.ts';
import { ApprovalBody, AskBody, PreviewBody, VerdictBody, ViewQuery } from '../schema.ts';
import {
  ask,
  decide,
  makeLink,
  type OpenReview,
  type OpenReviews,
  openReview,
  openReviews,
  ruleApproval,
  withdrawLink,
} from '../service/reviews.ts';
import { type Again, ReviewPage, ReviewsPage } from '../views/reviews.tsx';

const editors = inCourse('course.edit');
/** Whether it is the one who was asked is decided with the review. */
const staff = inCourse('course.view-as-staff');

const drawn = (of: OpenReviews, call: Call, again?: Again): Page => ({
  title: `${translateTo(call.locale)('releases.reviews')} · ${of.course.title}`,
  robots: 'noindex',
  body: () => <ReviewsPage of={of} again={again} />,
});

export const showReviews = endpoint({
  method: 'GET',
  path: '/studio/:organization/:course/reviews',
  summary: 'Who was asked about the draft and what they said, and links that show it',
  allow: editors,
  run: (call, { params }) => openReviews(call, params),
  page: (of, call) => drawn(of, call),
  json: ({ revision, reviews, previews, rule }) => ({ revision, reviews, previews, approval: rule }),
});

export const askForReview = endpoint({
  method: 'POST',
  path: '/studio/:organization/:course/reviews',
  summary: 'Asks somebody with a role in the course to review the draft as it stands; they get a mail',
  body: AskBody,
  allow: editors,
  successStatus: 201,
  run: (call, { params, body }) => ask(call, params, body),
  page: (_review, _call, { params }) => ({
    redirect: links(params).reviews,
    flash: { message: 'releases.is-asked' },
  }),
  async refused(refusal, call, { params, body }) {
    const t = translateTo(call.locale);
    const labels = { address: t('releases.address'), message: t('releases.message') };
    return drawn(await openReviews(call, params), call, {
      problems: problemsOf(refusal, t, labels),
      values: body,
    });
  },
  json: (review) => review,
});

const drawnReview = (of: OpenReview, call: Call, view: 'reader' | 'source', again?: Again): Page => ({
  title: `${translateTo(call.locale)('releases.review')} · ${of.course.title}`,
  robots: 'noindex',
  body: () => <ReviewPage of={of} view={view} again={again} />,
});

export const showReview = endpoint({
  method: 'GET',
  path: '/studio/:organization/:course/reviews/:id',
  summary: 'A review: what the revision would change, and what the reviewer says',
  query: ViewQuery,
  allow: staff,
  run: (call, { params, query }) => openReview(call, params, query.view),
  page: (of, call, { query }) => drawnReview(of, call, query.view),
  json: ({ review, difference }) => ({
    ...review,
    diff: difference?.diff ?? null,
    effects: difference?.effects ?? [],
    files: difference?.files ?? null,
  }),
});

export const sayVerdict = endpoint({
  method: 'POST',
  path: '/studio/:organization/:course/reviews/:id',
  summary: 'Approves the revision or asks for changes; only who was asked may',
  body: VerdictBody,
  allow: staff,
  run: (call, { params, body }) => decide(call, params, body),
  page: (_review, _call, { params }) => ({
    redirect: links(params).review(params.id),
    flash: { message: 'releases.is-said' },
  }),
  async refused(refusal, call, { params, body }) {
    const t = translateTo(call.locale);
    const problems = problemsOf(refusal, t, { verdict: t('releases.your-verdict') });
    return drawnReview(await openReview(call, params, 'reader'), call, 'reader', { problems, values: body });
  },
  json: (review) => review,
});

export const makePreviewLink = endpoint({
  method: 'POST',
  path: '/studio/:organization/:course/previews',
  summary: 'Makes a link that shows the draft to whoever has it, for some days',
  body: PreviewBody,
  fromForm: ({ note, days }) => ({ note, ...(days && { days: Number(days) }) }),
  allow: editors,
  successStatus: 201,
  run: (call, { params, body }) => makeLink(call, params, body),
  page: (_preview, _call, { params }) => ({
    redirect: links(params).reviews,
    flash: { message: 'releases.is-linked' },
  }),
  json: (preview) => ({ ...preview, link: absoluteUrl(previewLink(previewToken(preview))) }),
});

export const revokePreviewLink = endpoint({
  method: 'POST',
  path: '/studio/:organization/:course/previews/:id/revoke',
  summary: 'Withdraws a preview link',
  allow: editors,
  run: (call, { params }) => withdrawLink(call, params),
  page: (_result, _call, { params }) => ({
    redirect: links(params).reviews,
    flash: { message: 'releases.is-withdrawn' },
  }),
  json: () => ({ state: 'withdrawn' }),
});

export const setApproval = endpoint({
  method: 'POST',
  path: '/studio/:organization/:course/approval',
  summary:
    'Says whether somebody else must approve before a course, or any of its organization, is published',
  body: ApprovalBody,
  fromForm: ({ scope, wanted }) => ({ scope, wanted: wanted === 'true' }),
  allow: inCourse('organization.manage'),
  run: (call, { params, body }) => ruleApproval(call, params, body),
  page: (_result, _call, { params }) => ({
    redirect: links(params).reviews,
    flash: { message: 'releases.is-ruled' },
  }),
  json: () => ({ state: 'saved' }),
});
