/** Making a course in the browser. */
import { translateTo } from '#lib/messages.ts';
import { maySomewhere } from '#modules/access/index.ts';
import { type Call, endpoint, type Page } from '#platform/endpoint.ts';
import { languageSent } from '#screens/languages/index.ts';
import type { FormValues } from '#ui/form.tsx';
import { problemsOf } from '#ui/problems.ts';
import { links } from '../links.ts';
import { NewCourseBody, NewCourseQuery } from '../schema.ts';
import { makeCourse, openNewCourse } from '../service/new-course.ts';
import { NewCoursePage, type NewCourseProps, newCourseLabels } from '../views/new-course.tsx';

const allow = maySomewhere('course.create');

const kindOf = ({ values }: Pick<NewCourseProps, 'values'>) =>
  values.kind === 'library' ? 'library' : 'course';

async function newCoursePage(
  call: Call,
  props: Omit<NewCourseProps, 'organizations' | 'blueprints'>,
): Promise<Page> {
  const choices = await openNewCourse(call.actor);
  return {
    title: translateTo(call.locale)(`outline.new-${kindOf(props)}`),
    robots: 'noindex',
    body: () => <NewCoursePage {...props} {...choices} />,
  };
}

export const showNewCourse = endpoint({
  method: 'GET',
  path: '/studio/new',
  summary: 'The form that makes a course or a library',
  query: NewCourseQuery,
  allow,
  run: () => null,
  page: (_result, call, { query: { kind } }) =>
    newCoursePage(call, { values: { kind, language: call.locale, pace: 'self', license: 'CC-BY-4.0' } }),
});

export const sendNewCourse = endpoint({
  method: 'POST',
  path: '/studio/new',
  summary: 'Makes a course: a draft with one section and one unit, which learners see when it is released',
  body: NewCourseBody,
  fromForm: ({ title, ...fields }) => ({ ...languageSent(fields), title: String(title ?? '').trim() }),
  allow,
  successStatus: 201,
  run: (call, { body }) => makeCourse(call, body),
  page: (params) => ({
    redirect: links.outline(params),
    flash: { message: 'outline.flash-made', tone: 'success' },
  }),
  refused(refusal, call, { body }) {
    const t = translateTo(call.locale);
    const problems = problemsOf(refusal, t, newCourseLabels(t));
    const atKey = ['bad-key', 'key-of-course-taken'].includes(refusal.code);
    return newCoursePage(call, {
      values: languageSent(body as FormValues),
      problems: problems.map((problem) => (atKey ? { ...problem, path: 'key' } : problem)),
    });
  },
  json: (params) => params,
});
