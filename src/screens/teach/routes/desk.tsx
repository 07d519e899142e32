/** The desk and a course on it: runs, releases, imports. */
import { translateTo } from '#lib/messages.ts';
import { maySomewhere } from '#modules/access/index.ts';
import { endpoint } from '#platform/endpoint.ts';
import { inCourse } from '../rules.ts';
import { ListQuery, PageQuery } from '../schema.ts';
import { openCourseDesk, openDesk } from '../service.ts';
import { CourseDeskPage } from '../views/course.tsx';
import { DeskPage } from '../views/desk.tsx';

export const showDesk = endpoint({
  method: 'GET',
  path: '/teach',
  summary: 'Courses and runs in which you are staff, with learner counts',
  query: ListQuery,
  allow: maySomewhere('course.view-as-staff'),
  run: (call, { query }) => openDesk(call, query),
  page: (desk, call) => ({
    title: translateTo(call.locale)('teach.title'),
    robots: 'noindex',
    body: () => <DeskPage {...desk} />,
  }),
  json: (desk) => desk,
});

export const showCourseDesk = endpoint({
  method: 'GET',
  path: '/teach/:organization/:course',
  summary: 'A course for its staff: runs, releases, import reports',
  query: PageQuery,
  allow: inCourse('course.view-as-staff'),
  run: (call, { params, query }) => openCourseDesk(call, params, query.page),
  page: (desk) => ({
    title: desk.course.title,
    robots: 'noindex',
    body: () => <CourseDeskPage {...desk} />,
  }),
  json: ({ course, runs, releases, page, pages, imports }) => ({
    course,
    runs,
    releases,
    page,
    pages,
    imports,
  }),
});
