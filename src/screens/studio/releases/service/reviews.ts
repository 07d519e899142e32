/** Asking others: links that show the draft, reviews of a revision, and whether one is needed to publish. */
import { translateTo } from '#lib/messages.ts';
import { listGrants, may, type Place, permissionsOfRole } from '#modules/access/index.ts';
import { findPersonByEmail, getPerson } from '#modules/accounts/index.ts';
import {
  type ApprovalRule,
  askReview,
  authoringRefusals,
  decideReview,
  getApprovalRule,
  getReview,
  isOpenAt,
  listPreviews,
  listReviews,
  makePreview,
  type Preview,
  previewToken,
  type Review,
  revokePreview,
  setApprovalRule,
  type Verdict,
} from '#modules/authoring/index.ts';
import { type Course, getCourse, getCourseWith, listRunsOfCourse } from '#modules/catalog/index.ts';
import { activityTypes } from '#modules/content/contract.ts';
import { compileCourse, getDraft, sourceAt } from '#modules/content/index.ts';
import { transaction } from '#platform/database.ts';
import type { Call } from '#platform/endpoint.ts';
import { layOutMail, sendMail } from '#platform/mail.ts';
import { commonRefusals, Refusal } from '#platform/refusal.ts';
import { absoluteUrl } from '#platform/site.ts';
import { openDraft, openDraftWith, type StudioCourse } from '#screens/studio/outline/index.ts';
import { placeOf } from '#screens/teach/index.ts';
import { links, previewLink } from '../links.ts';
import type { CourseParams } from '../schema.ts';
import { type NameOf, namesOf } from './names.ts';
import { type Difference, type DifferenceView, draftDifference } from './publish.ts';

export interface PreviewLine extends Preview {
  /** Whole address; null: it does not open any more. */
  link: string | null;
}

export interface OpenReviews extends StudioCourse {
  revision: number;
  reviews: Review[];
  previews: PreviewLine[];
  rule: ApprovalRule;
  /** What of the rule may be changed. */
  mayRule: Record<keyof ApprovalRule, boolean>;
  nameOf: NameOf;
}

export async function openReviews(call: Call, params: CourseParams): Promise<OpenReviews> {
  const path = `${params.organization}/${params.course}`;
  const [open, [reviews, previews, rule]] = await openDraftWith(call, params, 'course.edit', (id) =>
    Promise.all([listReviews(id), listPreviews(id), getApprovalRule(path)]),
  );
  const { draft, source: _source, ...studio } = open;
  const people = [
    ...reviews.flatMap(({ reviewerId, askedBy }) => [reviewerId, askedBy]),
    ...previews.map(({ madeBy }) => madeBy),
  ];
  const nameOf = await namesOf(people, call.locale);
  const mayIn = (place: Place) => may(call.actor, 'organization.manage', place);
  const mayRule = {
    course: mayIn(placeOf(params)),
    organization: mayIn({ organization: params.organization }),
  };
  const lines = previews.map((preview) => ({
    ...preview,
    link: isOpenAt(preview, call.now) ? absoluteUrl(previewLink(previewToken(preview))) : null,
  }));
  return { ...studio, revision: draft.revision, reviews, previews: lines, rule, mayRule, nameOf };
}

/** Somebody with a role here, by their address. */
async function reviewerOf(course: Course, address: string): Promise<string> {
  const person = await findPersonByEmail(address.trim().toLowerCase());
  const grants = person ? await listGrants({ personIds: [person.id] }) : [];
  const path = `${course.organization.key}/${course.key}`;
  const holds = grants.some(
    ({ role, scope, target }) =>
      permissionsOfRole[role].includes('course.view-as-staff') &&
      (scope === 'site' || target === path || target === course.organization.key),
  );
  if (!person || !holds)
    throw new Refusal(authoringRefusals['reviewer-unknown'], {
      fields: [{ path: 'address', message: 'unknown' }],
    });
  return person.id;
}

/** They get a mail that leads to what they are asked about. */
export async function ask(
  call: Call,
  params: CourseParams,
  { address, message }: { address: string; message: string },
): Promise<Review> {
  const { course, draft } = await openDraft(call, params, 'course.edit');
  const reviewer = await getPerson(await reviewerOf(course, address));
  const t = translateTo(reviewer.locale ?? 'en');
  return transaction(async () => {
    const asked = { revision: draft.revision, reviewerId: reviewer.id, message: message.trim() };
    const review = await askReview(call, course, asked);
    const values = { course: course.title, name: call.actor.kind === 'person' ? call.actor.name : '' };
    await sendMail({
      to: reviewer.email,
      subject: t('releases.mail-subject', values),
      text: layOutMail(
        [t('releases.mail-text', values), asked.message, absoluteUrl(links(params).review(review.id))].filter(
          Boolean,
        ),
      ),
    });
    return review;
  });
}

export interface OpenReview {
  course: Course;
  params: CourseParams;
  review: Review;
  /** Compared with what learners see; null: nothing is shown yet, or this revision does not compile. */
  difference: Difference | null;
  compiles: boolean;
  nameOf: NameOf;
  /** Who looks was asked. */
  own: boolean;
}

/** For those who edit the course, and for who was asked: their role alone may not let them into the studio. */
export async function openReview(
  call: Call,
  params: CourseParams & { id: string },
  view: DifferenceView,
): Promise<OpenReview> {
  const [course, [review, draft, runs]] = await getCourseWith(params.organization, params.course, (id) =>
    Promise.all([getReview({ id }, params.id), getDraft(id), listRunsOfCourse(id)]),
  );
  const own = call.actor.kind === 'person' && call.actor.id === review.reviewerId;
  const mayLook = own ? 'course.view-as-staff' : 'course.edit';
  if (!may(call.actor, mayLook, placeOf(params))) throw new Refusal(commonRefusals['not-allowed']);
  const source = await sourceAt(draft, review.revision);
  const { release } = await compileCourse(source, activityTypes());
  const [difference, nameOf] = await Promise.all([
    draftDifference(course, runs, { release, source }, view),
    namesOf([review.reviewerId, review.askedBy], call.locale),
  ]);
  return { course, params, review, difference, compiles: release !== null, nameOf, own };
}

export async function decide(
  call: Call,
  params: CourseParams & { id: string },
  said: { verdict: Verdict; comment: string },
): Promise<Review> {
  const course = await getCourse(params.organization, params.course);
  if (!may(call.actor, 'course.view-as-staff', placeOf(params)))
    throw new Refusal(commonRefusals['not-allowed']);
  return decideReview(call, course, params.id, { ...said, comment: said.comment.trim() });
}

export async function makeLink(
  call: Call,
  params: CourseParams,
  made: { note: string; days: number },
): Promise<Preview> {
  const { course } = await openDraft(call, params, 'course.edit');
  return makePreview(call, { courseId: course.id, ...made });
}

export async function withdrawLink(call: Call, params: CourseParams & { id: string }): Promise<void> {
  const { course } = await openDraft(call, params, 'course.edit');
  await revokePreview(call, course.id, params.id);
}

export async function ruleApproval(
  call: Call,
  params: CourseParams,
  { scope, wanted }: { scope: keyof ApprovalRule; wanted: boolean },
): Promise<void> {
  await setApprovalRule(call, await getCourse(params.organization, params.course), scope, wanted);
}
