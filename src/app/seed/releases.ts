/** The story of a course: a first release, what a reader found in it, and the colleague who is asked about the next. */
import { askReview, makePreview } from '#modules/authoring/index.ts';
import { getCourse, type Run } from '#modules/catalog/index.ts';
import { type CourseSource, getDraft } from '#modules/content/index.ts';
import type { Call } from '#platform/endpoint.ts';

/** As it was told first, and as it is told since. */
const told = [
  { first: 'Four decimals are plenty for a doorstep.', now: 'Five decimals are plenty for a doorstep.' },
  {
    first: 'Half-circles from pole to pole are meridians.',
    now: 'Half-circles from pole to pole are called **meridians**.',
  },
];
const path = 'units/where/latitude-longitude.md';

/** The course before its first readers wrote in. */
export const asFirstTold = (source: CourseSource): CourseSource => ({
  paths: source.paths,
  async read(wanted) {
    const bytes = await source.read(wanted);
    if (wanted !== path) return bytes;
    const text = told.reduce(
      (all, { first, now }) => all.replace(now, first),
      new TextDecoder().decode(bytes),
    );
    return new TextEncoder().encode(text);
  },
});

/** A link for somebody outside, and a colleague who is asked. */
export async function seedReleases(call: Call, run: Run, reviewerId: string): Promise<void> {
  const course = await getCourse(run.organizationKey, run.courseKey);
  const { revision } = await getDraft(course.id);
  await makePreview(call, { courseId: course.id, note: 'Harbor Museum', days: 60 });
  await askReview(call, course, { revision, reviewerId, message: 'Is the part on the sextant clear?' });
}
