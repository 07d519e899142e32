/** The first page, and who I am for programs. */

import { translateTo } from '#lib/messages.ts';
import { everyone } from '#modules/access/index.ts';
import { searchCourses } from '#modules/catalog/index.ts';
import { endpoint } from '#platform/endpoint.ts';
import { showCatalog, showCourse } from '#screens/browse/index.ts';
import { listMyCourses } from './service.ts';
import { HomePage, LandingPage } from './views.tsx';

export const showHome = endpoint({
  method: 'GET',
  path: '/',
  summary: 'My courses and the next thing to do; for anonymous readers the newest courses',
  allow: everyone,
  priority: 'reading',
  async run(call) {
    const { actor } = call;
    if (actor.kind === 'person')
      return { name: actor.name, mine: await listMyCourses(call, actor.id), courses: [] };
    return { name: '', mine: [], courses: (await searchCourses({})).courses.slice(0, 6) };
  },
  page({ name, mine, courses }, call) {
    const t = translateTo(call.locale);
    const catalogHref = showCatalog.url({});
    if (call.actor.kind === 'person')
      return {
        title: t('home.title'),
        body: () => <HomePage name={name} courses={mine} catalogHref={catalogHref} />,
      };
    return {
      title: t('home.welcome'),
      description: t('home.welcome-text'),
      cache: { seconds: 60, tags: ['catalog'] },
      body: () => (
        <LandingPage
          courses={courses}
          catalogHref={catalogHref}
          courseHref={(course) =>
            showCourse.url({ organization: course.organization.key, course: course.key })
          }
        />
      ),
    };
  },
  json: ({ mine, courses }, { actor }) => (actor.kind === 'person' ? { courses: mine } : { courses }),
});

export const endpoints = [showHome];
