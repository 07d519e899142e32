/** Submissions that look alike, for who teaches the course: never for learners, nor for those who mark a part. */
import { translateTo } from '#lib/messages.ts';
import { endpoint } from '#platform/endpoint.ts';
import { inCourse } from '#screens/teach/index.ts';
import { links } from './links.ts';
import { CompareBody, PairsQuery, ReviewBody } from './schema.ts';
import { compare, openList, openOnePair, openPairs, review } from './service.ts';
import { SimilarityPage } from './views/list.tsx';
import { PairPageView } from './views/pair.tsx';
import { PairsPageView } from './views/pairs.tsx';

const allow = inCourse('course.teach');

export const showSimilarity = endpoint({
  method: 'GET',
  path: '/teach/:organization/:course/:run/similarity',
  summary: 'Activities whose submissions can be compared, and what the last comparison found',
  allow,
  run: (call, { params }) => openList(call, params),
  page: (list, call, { params }) => ({
    title: `${translateTo(call.locale)('similarity.title')} · ${list.run.courseTitle}`,
    robots: 'noindex',
    body: () => <SimilarityPage {...list} params={params} />,
  }),
  json: ({ lines }) => ({ activities: lines }),
});

export const compareWorks = endpoint({
  method: 'POST',
  path: '/teach/:organization/:course/:run/similarity/compare',
  summary:
    'Compare what learners handed in last for an activity; where that is under way already, nothing more',
  body: CompareBody,
  allow,
  idempotency: 'none',
  run: (call, { params, body }) => compare(call, params, body.activity),
  page: (_result, _call, { params, body }) => ({
    redirect: links(params).activity(body.activity),
    flash: { message: 'similarity.started' },
  }),
  json: () => ({ started: true }),
});

export const showPairs = endpoint({
  method: 'GET',
  path: '/teach/:organization/:course/:run/similarity/:activity',
  summary: 'Pairs of submissions that have much in common, most alike first, and clusters of them',
  query: PairsQuery,
  allow,
  run: (call, { params, query }) => openPairs(call, params, query),
  page: (pairs, call, { params }) => ({
    title: `${translateTo(call.locale)('similarity.title')} · ${pairs.title}`,
    robots: 'noindex',
    body: () => <PairsPageView {...pairs} params={params} />,
  }),
  json: ({ newest, ready, pairs, clusters, total, page, pages }) => ({
    ...{ newest, ready, pairs, total, page, pages },
    clusters: clusters.map(({ members }) => members),
  }),
});

export const showPair = endpoint({
  method: 'GET',
  path: '/teach/:organization/:course/:run/similarity/:activity/pairs/:left/:right',
  summary: 'Two submissions side by side, with what they have in common, and what staff think of it',
  allow,
  run: (call, { params }) => openOnePair(call, params),
  page: (pair, call, { params }) => ({
    title: `${translateTo(call.locale)('similarity.title')} · ${pair.title}`,
    robots: 'noindex',
    body: () => <PairPageView {...pair} params={params} />,
  }),
  json: ({ pair, left, right, reviews }) => ({ pair, left, right, reviews }),
});

export const reviewOnePair = endpoint({
  method: 'POST',
  path: '/teach/:organization/:course/:run/similarity/:activity/pairs/:left/:right/reviews',
  summary: 'Say what one thinks of a pair; what was said before stays in its history',
  body: ReviewBody,
  allow,
  run: (call, { params, body }) => review(call, params, body),
  page: (_result, _call, { params }) => ({
    redirect: `${links(params).pair(params.activity, params.left, params.right)}#review`,
    flash: { message: 'similarity.reviewed' },
  }),
  json: () => ({ reviewed: true }),
});

export const endpoints = [showSimilarity, compareWorks, showPairs, showPair, reviewOnePair];
