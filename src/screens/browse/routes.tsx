/** Finding a course, reading about it, getting in and out. */

import { translateTo } from '#lib/messages.ts';
import type { Query } from '#lib/query.ts';
import { everyone, signedIn } from '#modules/access/index.ts';
import { CourseSearch, getRun, searchCourses } from '#modules/catalog/index.ts';
import { EnrollInput, enroll, leave } from '#modules/enrollment/index.ts';
import { type Call, endpoint, type Page } from '#platform/endpoint.ts';
import type { Problem } from '#ui/form.tsx';
import { type OfferedCourse, openCourse } from './service.ts';
import { structuredCourse } from './structured-data.ts';
import { CatalogPage } from './views/catalog.tsx';
import { CoursePage } from './views/course.tsx';

export const showCatalog = endpoint({
  method: 'GET',
  path: '/courses',
  summary: 'Search the catalog',
  query: CourseSearch,
  allow: everyone,
  run: (_call, { query }) => searchCourses(query),
  page(list, call, { query }) {
    const search = query;
    return {
      title: translateTo(call.locale)('browse.title'),
      description: translateTo(call.locale)('browse.lead'),
      cache: { seconds: 60, tags: ['catalog'] },
      body: () => (
        <CatalogPage
          list={list}
          search={search}
          courseHref={(course) =>
            showCourse.url({ organization: course.organization.key, course: course.key })
          }
          href={(choice) => showCatalog.url({}, choice as Query)}
        />
      ),
    };
  },
  json: (list) => list,
});

interface CourseParams {
  organization: string;
  course: string;
}

function coursePage(
  offered: OfferedCourse,
  call: Call,
  params: CourseParams,
  refused: { run: string; problems: Problem[] } | null = null,
): Page {
  const { course, release } = offered;
  const runParams = (run: string) => ({ organization: params.organization, course: params.course, run });
  const path = showCourse.url({ organization: params.organization, course: params.course });
  return {
    title: course.title,
    description: course.summary,
    structuredData: [
      structuredCourse(
        course,
        release,
        offered.offers.map(({ run }) => run),
        path,
      ),
    ],
    languages: release.course.languages,
    cache: { seconds: 300, tags: ['catalog'] },
    body: () => (
      <CoursePage
        href={path}
        course={course}
        release={release}
        catalogHref={showCatalog.url({})}
        remixHref={offered.mayMakeCourses ? `${path}/remix` : null}
        problems={refused?.problems ?? []}
        refusedRun={refused?.run ?? null}
        offers={offered.offers.map((offer) => ({
          ...offer,
          learnHref: `/learn/${params.organization}/${params.course}/${offer.run.key}`,
          enrollHref: enrollInRun.url(runParams(offer.run.key)),
          leaveHref: leaveRun.url(runParams(offer.run.key)),
          signInHref: call.actor.kind === 'anonymous' ? `/sign-in?next=${encodeURIComponent(path)}` : null,
        }))}
      />
    ),
  };
}

export const showCourse = endpoint({
  method: 'GET',
  path: '/courses/:organization/:course',
  summary: 'A course: what it teaches, its runs, syllabus, staff and license',
  allow: everyone,
  run: (call, { params }) => openCourse(call, params.organization, params.course),
  page: (offered, call, { params }) => coursePage(offered, call, params),
  json: ({ course, release, offers }) => ({
    course,
    about: release.course.about,
    outline: release.outline,
    staff: release.course.staff,
    license: release.course.license,
    runs: offers,
  }),
});

export const enrollInRun = endpoint({
  method: 'POST',
  path: '/courses/:organization/:course/runs/:run/enroll',
  summary: 'Enroll in a run',
  body: EnrollInput,
  allow: signedIn,
  rateLimit: { points: 20, seconds: 60 },
  async run(call, { params, body }) {
    await enroll(call, await getRun(params.organization, params.course, params.run), body);
    return params;
  },
  page: (params) => ({
    redirect: `/learn/${params.organization}/${params.course}/${params.run}`,
    flash: { message: 'browse.flash-enrolled', tone: 'success' },
  }),
  async refused(refusal, call, { params }) {
    const { organization, course, run } = params;
    const t = translateTo(call.locale);
    const message = t(`refusals.${refusal.code}` as never, refusal.details.values);
    return coursePage(
      await openCourse(call, organization, course),
      call,
      { organization, course },
      { run, problems: [{ path: 'key', message }] },
    );
  },
  json: () => ({ enrolled: true }),
});

export const leaveRun = endpoint({
  method: 'POST',
  path: '/courses/:organization/:course/runs/:run/leave',
  summary: 'Leave a run; everything handed in stays',
  allow: signedIn,
  async run(call, { params }) {
    await leave(call, await getRun(params.organization, params.course, params.run));
    return params;
  },
  page: (params) => ({
    redirect: showCourse.url({ organization: params.organization, course: params.course }),
    flash: { message: 'browse.flash-left', tone: 'success' },
  }),
  json: () => ({ enrolled: false }),
});

export const endpoints = [showCatalog, showCourse, enrollInRun, leaveRun];
