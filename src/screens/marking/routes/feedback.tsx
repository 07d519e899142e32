/** What came of a submission, for its learner; and what they say about it. */

import { translateTo } from '#lib/messages.ts';
import { signedIn } from '#modules/access/index.ts';
import { paramsOf } from '#modules/catalog/index.ts';
import { getRelease, titleOf } from '#modules/content/index.ts';
import { openFeedback, sayAsLearner } from '#modules/marking/index.ts';
import { type Call, endpoint, type Page } from '#platform/endpoint.ts';
import type { FormValues, Problem } from '#ui/form.tsx';
import { feedbackLink, links } from '../links.ts';

import { MessageBody } from '../schema.ts';
import { FeedbackPage } from '../views/feedback.tsx';

async function load(call: Call, submission: string) {
  const feedback = await openFeedback(call, submission);
  const release = await getRelease(feedback.run.releaseId);
  const title = titleOf(release, feedback.activity.key);
  return { feedback, title, language: release.course.language };
}

function pageOf(
  loaded: Awaited<ReturnType<typeof load>>,
  call: Call,
  again: { problems?: Problem[]; values?: FormValues } = {},
): Page {
  return {
    title: `${translateTo(call.locale)('marking.feedback')} · ${loaded.title}`,
    robots: 'noindex',
    body: () => <FeedbackPage {...loaded} {...again} />,
  };
}

export const showFeedback = endpoint({
  method: 'GET',
  path: '/feedback/:submission',
  summary: 'What people said about a submission of one’s own; nothing before it is released',
  allow: signedIn,
  priority: 'reading',
  run: (call, { params }) => load(call, params.submission),
  page: (loaded, call) => pageOf(loaded, call),
  json: ({ feedback: { activity, task, marked, released, thread, messages } }) => ({
    activity: { key: activity.key, title: activity.title, points: activity.points, rubric: activity.rubric },
    task,
    marked,
    released,
    thread: thread && { state: thread.state, regrade: thread.regrade },
    messages,
  }),
});

export const writeToStaff = endpoint({
  method: 'POST',
  path: '/feedback/:submission/messages',
  summary: 'Write to the staff about a submission; `regrade` asks that the grade be looked at again',
  body: MessageBody,
  allow: signedIn,
  async run(call, { params, body }) {
    const { run } = await openFeedback(call, params.submission);
    await sayAsLearner(call, {
      submissionId: params.submission,
      course: run.courseTitle,
      ...body,
      path: (task) => links(paramsOf(run)).task(task.id, { state: 'asked' }),
    });
  },
  page: (_, _call, { params }) => ({
    redirect: `${feedbackLink(params.submission)}#talk`,
    flash: { message: 'marking.flash-sent' },
  }),
  json: () => ({}),
  async refused(refusal, call, { params, body }) {
    const message = translateTo(call.locale)(`refusals.${refusal.code}` as 'refusals.message-empty');
    return pageOf(await load(call, params.submission), call, {
      problems: [{ path: 'body', message }],
      values: body,
    });
  },
});
