/** The page of one review, which learners and staff share. */
import { translateTo } from '#lib/messages.ts';
import type { MarkInput } from '#modules/marking/index.ts';
import type { Call, Page } from '#platform/endpoint.ts';
import { checkInput } from '#platform/input.ts';
import type { Refusal } from '#platform/refusal.ts';
import { MarkBody, markFromForm, markInputOf, openCriteria } from '#screens/marking/index.ts';
import type { ActivityParams } from '../schema.ts';
import { loadReview, type WritePage } from '../service.ts';
import { type WritePageProps, WritePageView } from '../views/write.tsx';

type Around = Pick<WritePageProps, 'action' | 'back'> & Partial<WritePageProps>;

export const reviewPage = (loaded: WritePage, call: Call, around: Around): Page => ({
  title: `${translateTo(call.locale)(`peers.kind-${loaded.open.review.kind}`)} · ${loaded.title}`,
  robots: 'noindex',
  body: () => <WritePageView {...loaded} {...around} />,
});

/** A judgement as it was entered. */
export const givenIn = (body: Record<string, unknown>): MarkInput =>
  markInputOf(checkInput(MarkBody, markFromForm(body as never), 'text') as MarkBody);

/** The page again, with what was entered and what is wrong with it. */
export async function refusedReview(
  refusal: Refusal,
  call: Call,
  input: { params: ActivityParams & { review: string }; body: Record<string, unknown>; staff: boolean },
  around: Around,
): Promise<Page> {
  const loaded = await loadReview(call, input.params, input.staff);
  const mark = givenIn(input.body);
  const t = translateTo(call.locale);
  const message = t(`refusals.${refusal.code}` as 'refusals.review-incomplete');
  const { activity } = loaded.open;
  const open = refusal.code === 'review-incomplete' ? openCriteria(activity, mark.marks, t) : [];
  const field = refusal.code === 'review-incomplete' && !activity.rubric ? 'points' : 'comment';
  return reviewPage(loaded, call, {
    ...around,
    problems: open.length > 0 ? open : [{ path: field, message }],
    again: mark,
    conflict: refusal.code === 'review-changed',
  });
}

export const finishedFlash = (done: boolean) =>
  ({ message: done ? 'peers.flash-finished' : 'peers.flash-draft' }) as const;

export const jsonOfReview = ({ open: { review, activity, answer, sample } }: WritePage) => {
  const { id, kind, state, version, marks, points, score, comment, lapsesAt } = review;
  return {
    review: { id, kind, state, version, marks, points, score, comment, lapsesAt },
    activity: { key: activity.key, points: activity.points, rubric: activity.rubric },
    ...{ answer, sample },
  };
};
