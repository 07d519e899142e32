import { Type } from 'typebox';
import { translateTo } from '#lib/messages.ts';
import { endpoint } from '#platform/endpoint.ts';
import { inCourse } from '#screens/teach/index.ts';
import { links } from './links.ts';
import { openResults, releaseOne } from './service.ts';
import { ResultsPage } from './views.tsx';

export const showResults = endpoint({
  method: 'GET',
  path: '/teach/:organization/:course/:run/results',
  summary:
    'What learners answered in surveys and polls, in groups of five at least; results that are still hidden',
  allow: inCourse('course.view-as-staff'),
  run: (call, { params }) => openResults(call, params),
  page: (results, call, { params }) => ({
    title: `${translateTo(call.locale)('tasks.results-title')} · ${results.run.courseTitle}`,
    robots: 'noindex',
    body: () => <ResultsPage {...results} params={params} />,
  }),
  json: ({ surveys, hidden }) => ({ surveys, hidden }),
});

export const releaseHidden = endpoint({
  method: 'POST',
  path: '/teach/:organization/:course/:run/results/release',
  summary: 'Show learners what an activity hides until staff release it, or hide it again',
  body: Type.Object(
    { activity: Type.String({ maxLength: 200 }), shown: Type.Boolean() },
    { additionalProperties: false },
  ),
  allow: inCourse('course.mark'),
  idempotency: 'none',
  run: (call, { params, body }) => releaseOne(call, params, body.activity, body.shown),
  page: (_result, _call, { params }) => ({ redirect: links.results(params) }),
  json: () => ({ changed: true }),
});

export const endpoints = [showResults, releaseHidden];
