/** The draft as a learner would see it, for whoever has a link to it. */
import { compileDraft, getPreview, type Preview } from '#modules/authoring/index.ts';
import { findCourseById } from '#modules/catalog/index.ts';
import type { Unit } from '#modules/content/index.ts';
import type { Call } from '#platform/endpoint.ts';
import { commonRefusals, Refusal } from '#platform/refusal.ts';
import { readyRelease } from '#screens/learn/index.ts';

export interface OpenPreview {
  title: string;
  organization: string;
  preview: Preview;
  /** Null: the draft has mistakes. */
  course: ReturnType<typeof readyRelease> | null;
}

export async function openPreview({ now }: Call, token: string): Promise<OpenPreview> {
  const preview = await getPreview(token, now);
  const [course, { release }] = await Promise.all([
    findCourseById(preview.courseId),
    compileDraft(preview.courseId),
  ]);
  if (!course) throw new Refusal(commonRefusals['not-found']);
  return {
    ...{ preview, title: release?.course.title ?? course.title, organization: course.organization.name },
    course: release && readyRelease(release),
  };
}

export async function openPreviewUnit(
  call: Call,
  params: { token: string; unit: string },
): Promise<OpenPreview & { course: NonNullable<OpenPreview['course']>; unit: Unit }> {
  const { course, ...preview } = await openPreview(call, params.token);
  const unit = course?.units.get(params.unit);
  if (!course || !unit) throw new Refusal(commonRefusals['not-found']);
  return { ...preview, course, unit };
}
