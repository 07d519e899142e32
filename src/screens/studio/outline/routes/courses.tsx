/** The courses that one may edit. */
import { translateTo } from '#lib/messages.ts';
import { maySomewhere } from '#modules/access/index.ts';
import { endpoint } from '#platform/endpoint.ts';
import { CoursesQuery } from '../schema.ts';
import { openCourses } from '../service/courses.ts';
import { CoursesPage } from '../views/courses.tsx';

export const showCourses = endpoint({
  method: 'GET',
  path: '/studio',
  summary:
    'Courses that you may edit: whether their drafts have changed since their release, and their mistakes',
  query: CoursesQuery,
  allow: maySomewhere('course.edit'),
  run: (call, { query }) => openCourses(call, query),
  page: (courses, call) => ({
    title: translateTo(call.locale)('outline.studio'),
    robots: 'noindex',
    body: () => <CoursesPage {...courses} />,
  }),
  json: (courses) => courses,
});
