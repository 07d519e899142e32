/** Asking others about a revision of the draft, what they say, and where somebody must have approved. */
import { isUuid } from '#lib/uuid.ts';
import { may, type Permission } from '#modules/access/index.ts';
import { record } from '#modules/audit/index.ts';
import type { Course } from '#modules/catalog/index.ts';
import { type Author, nameOf } from '#modules/content/index.ts';
import { transaction } from '#platform/database.ts';
import { commonRefusals, Refusal } from '#platform/refusal.ts';
import { isApproved } from '../rules/approval.ts';
import { type Review, refusals, type Verdict } from '../schema.ts';
import * as store from '../store/reviews.ts';

type CourseKeys = Pick<Course, 'id' | 'key' | 'organization'>;

/** `org/key`. */
const pathOf = ({ organization, key }: CourseKeys) => `${organization.key}/${key}`;

export const askReview = (
  call: Author,
  course: CourseKeys,
  asked: { revision: number; reviewerId: string; message: string },
): Promise<Review> =>
  transaction(async () => {
    const review = await store.askReview({
      ...{ courseId: course.id, askedBy: nameOf(call), askedAt: call.now },
      ...asked,
    });
    const { revision, reviewerId } = asked;
    await record(call, 'authoring.ask-review', `course:${course.id}`, { revision, reviewer: reviewerId });
    return review;
  });

export async function getReview(course: Pick<Course, 'id'>, id: string): Promise<Review> {
  const review = isUuid(id) ? await store.findReview(course.id, id) : null;
  if (!review) throw new Refusal(refusals['draft-review-not-found']);
  return review;
}

/** Only who was asked may say; saying something else later replaces it. */
export async function decideReview(
  call: Author,
  course: CourseKeys,
  id: string,
  { verdict, comment }: { verdict: Verdict; comment: string },
): Promise<Review> {
  const review = await getReview(course, id);
  if (call.actor.kind !== 'person' || call.actor.id !== review.reviewerId)
    throw new Refusal(commonRefusals['not-allowed']);
  await transaction(async () => {
    await store.decideReview(id, verdict, comment, call.now);
    const { revision } = review;
    await record(call, 'authoring.decide-review', `course:${course.id}`, { revision, verdict });
  });
  return { ...review, verdict, comment, decidedAt: call.now };
}

export interface ApprovalRule {
  /** The course says so, or its organization for all of its courses. */
  course: boolean;
  organization: boolean;
}

/** Of the course at a path, `org/key`. */
export async function getApprovalRule(path: string): Promise<ApprovalRule> {
  const [organization = ''] = path.split('/');
  const targets = await store.listApprovalRules([path, organization]);
  return { course: targets.includes(path), organization: targets.includes(organization) };
}

/** Who manages the place decides; an author could else lift what binds them. */
export async function setApprovalRule(
  call: Author,
  course: CourseKeys,
  scope: keyof ApprovalRule,
  wanted: boolean,
): Promise<void> {
  const permission: Permission = 'organization.manage';
  const target = scope === 'course' ? pathOf(course) : course.organization.key;
  const place = scope === 'course' ? { course: target } : { organization: target };
  if (!may(call.actor, permission, place)) throw new Refusal(commonRefusals['not-allowed']);
  await transaction(async () => {
    await store.setApprovalRule(target, wanted, nameOf(call), call.now);
    await record(call, 'authoring.set-approval', `${scope}:${target}`, { wanted });
  });
}

/** What stands in the way of publishing a revision; the command line and the seed are nobody's draft. */
export async function isApprovalMissing(
  call: Pick<Author, 'actor'>,
  course: CourseKeys,
  revision: number,
): Promise<boolean> {
  if (call.actor.kind === 'system') return false;
  const rule = await getApprovalRule(pathOf(course));
  if (!rule.course && !rule.organization) return false;
  const publisher = call.actor.kind === 'person' ? call.actor.id : '';
  return !isApproved(await store.listReviews(course.id), revision, publisher);
}

export async function requireApproval(
  call: Pick<Author, 'actor'>,
  course: CourseKeys,
  revision: number,
): Promise<void> {
  if (await isApprovalMissing(call, course, revision)) throw new Refusal(refusals['approval-missing']);
}
