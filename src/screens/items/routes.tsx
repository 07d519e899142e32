/** Item analysis, as endpoints. */
import { translateTo } from '#lib/messages.ts';
import { endpoint } from '#platform/endpoint.ts';
import { inCourse } from '#screens/teach/index.ts';
import { links } from './links.ts';
import { countAgain, openPage } from './service.ts';
import { ItemsPage } from './views/page.tsx';

const allow = inCourse('course.teach');

export const showItems = endpoint({
  method: 'GET',
  path: '/teach/:organization/:course/:run/questions',
  summary:
    'What answers say about each question: facility, discrimination, choices, time; of five learners at least',
  allow,
  run: (call, { params }) => openPage(call, params),
  page: (page, call, { params }) => ({
    title: `${translateTo(call.locale)('items.title')} · ${page.run.courseTitle}`,
    robots: 'noindex',
    body: () => <ItemsPage {...page} params={params} />,
  }),
  json: ({ rollup, items }) => ({ rollup, items }),
});

export const countItems = endpoint({
  method: 'POST',
  path: '/teach/:organization/:course/:run/questions/count',
  summary: 'Make the figures of all questions of a run anew, soon',
  allow,
  idempotency: 'none',
  run: (_call, { params }) => countAgain(params),
  page: (_result, _call, { params }) => ({
    redirect: links(params).items,
    flash: { message: 'items.counted-flash' },
  }),
  json: () => ({ started: true }),
});

export const endpoints = [showItems, countItems];
