/** Publishing: looking at what would change, then doing it now, at a time, or for a cohort first. */
import { translateTo } from '#lib/messages.ts';
import type { WorkChange } from '#modules/authoring/index.ts';
import { type Call, endpoint, type Page } from '#platform/endpoint.ts';
import { inCourse } from '#screens/teach/index.ts';
import { problemsOf } from '#ui/problems.ts';
import { links } from '../links.ts';
import { type CourseParams, PublishBody, ViewQuery } from '../schema.ts';
import { nextHour, type OpenPublish, openPublish, publish } from '../service/publish.ts';
import { PublishPage, type PublishPageProps } from '../views/publish.tsx';

const drawn = (open: OpenPublish, call: Call, again?: PublishPageProps['again']): Page => ({
  title: `${translateTo(call.locale)('releases.publish')} · ${open.course.title}`,
  robots: 'noindex',
  body: () => <PublishPage {...open} again={again} suggested={nextHour(call.now, open.zone)} />,
});

export const showPublish = endpoint({
  method: 'GET',
  path: '/studio/:organization/:course/publish',
  summary: 'What publishing the draft would change, for readers and for work that was handed in',
  query: ViewQuery,
  allow: inCourse('course.edit'),
  run: (call, { params, query }) => openPublish(call, params, query.view),
  page: (open, call) => drawn(open, call),
  json: ({ revision, problems, difference, reviews, approvalMissing }) => ({
    revision,
    problems,
    diff: difference?.diff ?? null,
    effects: (difference?.effects ?? []) satisfies WorkChange[],
    files: difference?.files ?? null,
    reviews,
    approvalMissing,
  }),
});

const labelsIn = ({ locale }: Call) => {
  const t = translateTo(locale);
  return { at: t('releases.time'), cohort: t('releases.cohort'), notes: t('releases.notes') };
};

export const publishDraft = endpoint({
  method: 'POST',
  path: '/studio/:organization/:course/publish',
  summary: 'Publishes the revision of the draft that was looked at: now, at a time, or for one cohort first',
  body: PublishBody,
  fromForm: ({ revision, notes, when, at, cohort, open }) => ({
    ...{ revision: Number(revision), notes, when, open: open === 'true' },
    ...(at && { at }),
    ...(cohort && { cohort }),
  }),
  allow: inCourse('course.publish'),
  successStatus: 201,
  run: (call, { params, body }) => publish(call, params, body),
  page(result, _call, { params }) {
    const to = links(params);
    if (result.kind === 'planned')
      return { redirect: to.releases, flash: { message: 'releases.is-planned' } };
    return {
      redirect: to.release(result.number),
      flash: {
        message: result.pilot ? 'releases.is-piloted' : 'releases.is-published',
        values: { number: result.number },
      },
    };
  },
  async refused(refusal, call, { params, body }) {
    const open = await openPublish(call, params as CourseParams, 'reader');
    const own = { 'in-the-past': 'refusals.plan-in-the-past.remedy' } as const;
    const problems = problemsOf(refusal, translateTo(call.locale), labelsIn(call), own);
    return drawn(open, call, { problems, values: body });
  },
  json: (result) => result,
});
