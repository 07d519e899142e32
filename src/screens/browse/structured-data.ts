/** The course as schema.org sees it, for search engines (JSON-LD, https://schema.org/Course). */
import type { Course, Run } from '#modules/catalog/index.ts';
import type { Release } from '#modules/content/index.ts';

export function structuredCourse(
  course: Course,
  release: Release,
  runs: readonly Run[],
  url: string,
): object {
  return {
    '@context': 'https://schema.org',
    '@type': 'Course',
    '@id': url,
    url,
    name: course.title,
    description: course.summary,
    inLanguage: course.languages,
    provider: { '@type': 'Organization', name: course.organization.name },
    educationalLevel: course.level ?? undefined,
    about: course.subject ?? undefined,
    license: release.course.license.id,
    isAccessibleForFree: true,
    instructor: release.course.staff.map(({ name, title }) => ({ '@type': 'Person', name, jobTitle: title })),
    hasCourseInstance: runs.map((run) => ({
      '@type': 'CourseInstance',
      courseMode: 'online',
      startDate: run.startsAt?.toISOString(),
      endDate: run.endsAt?.toISOString(),
    })),
    syllabusSections: release.outline.map(({ title }) => ({ '@type': 'Syllabus', name: title })),
  };
}
