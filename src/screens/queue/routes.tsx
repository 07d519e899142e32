/** Gradings that machines could not make, as endpoints. */
import { translateTo } from '#lib/messages.ts';
import type { GradingKey } from '#modules/grading/index.ts';
import { endpoint } from '#platform/endpoint.ts';
import { inCourse } from '#screens/teach/index.ts';
import { links } from './links.ts';
import { GiveBody, RetryBody } from './schema.ts';
import { givePoints, openStuck, retry } from './service.ts';
import { StuckPage } from './views.tsx';

const allow = inCourse('course.mark');

interface KeyFields {
  learner?: string;
  submission?: string;
  number?: number;
}

/** Null: not one, but all. */
const keyOf = ({ learner, submission, number }: KeyFields): GradingKey | null =>
  learner && submission && number ? { learnerId: learner, submissionId: submission, number } : null;

export const showStuck = endpoint({
  method: 'GET',
  path: '/teach/:organization/:course/:run/gradings',
  summary: 'Gradings that machines could not make, oldest first, and graders that are out of order',
  allow,
  run: (call, { params }) => openStuck(call, params),
  page: (list, call, { params }) => ({
    title: `${translateTo(call.locale)('queue.title')} · ${list.run.courseTitle}`,
    robots: 'noindex',
    body: () => <StuckPage {...list} params={params} />,
  }),
  json: ({ lines, troubles }) => ({ gradings: lines.map(({ grading }) => grading), troubles }),
});

export const retryStuck = endpoint({
  method: 'POST',
  path: '/teach/:organization/:course/:run/gradings/retry',
  summary: 'Lets machines try again, by the release that holds now: one grading, or all of the run',
  body: RetryBody,
  allow,
  run: (call, { params, body }) => retry(call, params, keyOf(body)),
  page: (count, _call, { params }) => ({
    redirect: links.list(params),
    flash: { message: 'queue.retried', values: { count } },
  }),
  json: (count) => ({ count }),
});

export const giveStuckPoints = endpoint({
  method: 'POST',
  path: '/teach/:organization/:course/:run/gradings/points',
  summary: 'Judges by hand what a machine could not',
  body: GiveBody,
  allow,
  async run(call, { params, body }) {
    const key = { learnerId: body.learner, submissionId: body.submission, number: body.number };
    await givePoints(call, params, key, body);
    return { given: true };
  },
  page: (_result, _call, { params }) => ({
    redirect: links.list(params),
    flash: { message: 'queue.given' },
  }),
  json: (result) => result,
});
