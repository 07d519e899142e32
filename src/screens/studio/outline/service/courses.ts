/** The courses that somebody may edit, each with the state of its draft. */
import { mayAnywhere, placesWith } from '#modules/access/index.ts';
import { type Course, type CourseKind, coursePageSize, listCoursesIn } from '#modules/catalog/index.ts';
import { type DraftState, hasChangedSince, listDraftStates } from '#modules/content/index.ts';
import type { Call } from '#platform/endpoint.ts';
import { authorsOf } from '#screens/teach/index.ts';
import { checkDraft, countProblems, type ProblemCounts } from './check.ts';

export interface CourseLine {
  course: Course;
  /** Null: nobody has opened it in the studio since it was published. */
  draft: (Omit<DraftState, 'releasedRevision'> & { author: string }) | null;
  released: boolean;
  changed: boolean;
  /** Of a draft that was released nothing is asked: it has no errors. */
  problems: ProblemCounts;
}

export interface StudioCourses {
  courses: CourseLine[];
  total: number;
  page: number;
  pages: number;
  q: string;
  kind: CourseKind;
  rights: { create: boolean; import: boolean };
}

async function lineOf(
  course: Course,
  state: DraftState | undefined,
  authorOf: (id: string) => string,
): Promise<CourseLine> {
  const released = course.releaseId !== null;
  if (!state) return { course, draft: null, released, changed: false, problems: { errors: 0, warnings: 0 } };
  const { releasedRevision, ...draft } = state;
  const changed = await hasChangedSince(draft, releasedRevision);
  const problems = changed ? countProblems((await checkDraft(draft)).problems) : { errors: 0, warnings: 0 };
  return { course, draft: { ...draft, author: authorOf(draft.updatedBy) }, released, changed, problems };
}

export async function openCourses(
  { actor, locale }: Call,
  { q, page, kind }: { q: string; page: number; kind: CourseKind },
): Promise<StudioCourses> {
  const { courses, total } = await listCoursesIn(placesWith(actor, 'course.edit'), { q, page, kind });
  const states = new Map((await listDraftStates(courses)).map((state) => [state.courseId, state]));
  const authorOf = await authorsOf(
    [...states.values()].map(({ updatedBy }) => ({ createdBy: updatedBy })),
    locale,
  );
  const lines: CourseLine[] = [];
  // One after the other: compiling is work of this process, and more at once would not be done sooner.
  for (const course of courses) lines.push(await lineOf(course, states.get(course.id), authorOf));
  return {
    courses: lines,
    total,
    page,
    pages: Math.max(1, Math.ceil(total / coursePageSize)),
    q,
    kind,
    rights: { create: mayAnywhere(actor, 'course.create'), import: mayAnywhere(actor, 'course.publish') },
  };
}
