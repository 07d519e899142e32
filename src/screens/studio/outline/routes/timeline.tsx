/** The dates of a draft in order, changed one thing at a time. */
import { translateTo } from '#lib/messages.ts';
import { type Call, endpoint, type Page } from '#platform/endpoint.ts';
import { inCourse } from '#screens/teach/index.ts';
import { problemsOf } from '#ui/problems.ts';
import { links } from '../links.ts';
import { DatesBody, DatesQuery } from '../schema.ts';
import { changeDates, openTimeline } from '../service/timeline.ts';
import { dateLabels } from '../views/dates.tsx';
import { TimelinePage, type TimelinePageProps } from '../views/timeline.tsx';
import { datesOfForm, textOf } from './forms.ts';

const allow = inCourse('course.edit');

const timelinePage = (call: Call, props: TimelinePageProps): Page => ({
  title: `${translateTo(call.locale)('outline.dates')} · ${props.course.title}`,
  robots: 'noindex',
  body: () => <TimelinePage {...props} />,
});

export const showTimeline = endpoint({
  method: 'GET',
  path: '/studio/:organization/:course/dates',
  summary: 'All dates of a draft in the order in which they come',
  query: DatesQuery,
  allow,
  run: (call, { params }) => openTimeline(call, params),
  page: (timeline, call, { query }) => timelinePage(call, { ...timeline, edit: query.edit ?? null }),
  json: ({ timeline }) => timeline,
});

export const sendDates = endpoint({
  method: 'POST',
  path: '/studio/:organization/:course/dates',
  summary:
    'Changes dates of a section, unit or activity in the draft; null takes one away, what is absent stays',
  body: DatesBody,
  fromForm: (fields) => ({ item: textOf(fields.item), ...datesOfForm(fields) }),
  allow,
  run: (call, { params, body }) => changeDates(call, params, body),
  page: (_result, _call, { params }) => ({
    redirect: links.dates(params),
    flash: { message: 'outline.flash-saved', tone: 'success' },
  }),
  async refused(refusal, call, { params, body }) {
    const t = translateTo(call.locale);
    const problems = problemsOf(refusal, t, dateLabels(t), { 'not-a-date': 'outline.problem-date' });
    const timeline = await openTimeline(call, params);
    return timelinePage(call, { ...timeline, edit: textOf(body.item), again: { problems, values: body } });
  },
  json: (changed) => changed,
});
