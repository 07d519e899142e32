/** Comments on blocks: said, answered, settled. */
import { translateTo } from '#lib/messages.ts';
import { type Call, endpoint, type Page } from '#platform/endpoint.ts';
import type { Refusal } from '#platform/refusal.ts';
import { studioLinks } from '#screens/studio/outline/index.ts';
import { inCourse } from '#screens/teach/index.ts';
import { problemsOf } from '#ui/problems.ts';
import { anchorOf } from '../links.ts';
import { CommentBody, type CourseParams, ReplyBody, SettleBody, type UnitParams } from '../schema.ts';
import {
  comment,
  openComment,
  openCourseComments,
  openUnitComments,
  reply,
  settle,
  type UnitComments,
} from '../service/comments.ts';
import { CourseCommentsPage } from '../views/course.tsx';
import { UnitCommentsPage, type UnitCommentsProps } from '../views/unit.tsx';

/** The use case asks whether they are an author, or were asked for a review. */
const allow = inCourse('course.view-as-staff');

const titled = (call: Call, title: string, body: () => unknown): Page => ({
  title: `${translateTo(call.locale)('together.comments')} · ${title}`,
  robots: 'noindex',
  body,
});

const unitPage = (call: Call, open: UnitComments, again?: UnitCommentsProps['again']): Page =>
  titled(call, open.title, () => <UnitCommentsPage {...open} again={again} />);

const toComment = (params: CourseParams, { unitKey, id }: { unitKey: string; id: string }) =>
  `${studioLinks.unitComments(params, unitKey)}#${anchorOf(id)}`;

const problems = (refusal: Refusal, call: Call) =>
  problemsOf(refusal, translateTo(call.locale), {
    body: translateTo(call.locale)('together.comment'),
    replacement: translateTo(call.locale)('together.replacement'),
  });

export const showUnitComments = endpoint({
  method: 'GET',
  path: '/studio/:organization/:course/units/:unit/comments',
  summary: 'The blocks of a unit of the draft with what authors and reviewers say of them',
  allow,
  run: (call, { params }) => openUnitComments(call, params),
  page: (open, call) => unitPage(call, open),
  json: ({ draft, blocks, orphans, settled }) => ({
    revision: draft.revision,
    blocks: blocks.map(({ line, text, comments }) => ({ line, text, comments })),
    ...{ orphans, settled },
  }),
});

export const sendComment = endpoint({
  method: 'POST',
  path: '/studio/:organization/:course/units/:unit/comments',
  summary: 'Says something of a block, or suggests another text for it',
  body: CommentBody,
  allow,
  successStatus: 201,
  run: (call, { params, body }) => comment(call, params, body),
  page: ({ id }, _call, { params }) => ({ redirect: toComment(params, { unitKey: params.unit, id }) }),
  refused: async (refusal, call, { params, body }) =>
    unitPage(call, await openUnitComments(call, params as UnitParams), {
      ...{ form: `line ${String(body.line)}`, problems: problems(refusal, call), values: body },
    }),
  json: (added) => added,
});

export const showCourseComments = endpoint({
  method: 'GET',
  path: '/studio/:organization/:course/comments',
  summary: 'All open comments of a course, newest first',
  allow,
  run: (call, { params }) => openCourseComments(call, params),
  page: (open, call) => titled(call, open.course.title, () => <CourseCommentsPage {...open} />),
  json: ({ comments }) => ({ comments }),
});

export const sendReply = endpoint({
  method: 'POST',
  path: '/studio/:organization/:course/comments/:id/replies',
  summary: 'Replies to a comment',
  body: ReplyBody,
  allow,
  successStatus: 201,
  run: (call, { params, body }) => reply(call, params, params.id, body.body),
  page: (found, _call, { params }) => ({ redirect: toComment(params, found) }),
  json: (found) => found,
});

const flashes = {
  accepted: 'together.flash-accepted',
  declined: 'together.flash-declined',
  resolved: 'together.flash-resolved',
} as const;

export const sendOutcome = endpoint({
  method: 'POST',
  path: '/studio/:organization/:course/comments/:id/outcome',
  summary: 'Settles a comment: resolved, or its suggestion accepted (an edit of the draft) or declined',
  body: SettleBody,
  allow,
  run: (call, { params, body }) => settle(call, params, params.id, body.outcome),
  page: ({ unitKey, outcome }, _call, { params }) => ({
    redirect: studioLinks.unitComments(params, unitKey),
    flash: { message: flashes[outcome ?? 'resolved'], tone: 'success' },
  }),
  // The text has changed since, or others saved meanwhile: the comment stays, and the page says why.
  async refused(refusal, call, { params }) {
    const { unitKey } = await openComment(call, params, params.id);
    const open = await openUnitComments(call, { ...params, unit: unitKey });
    return unitPage(call, open, { form: 'outcome', problems: problems(refusal, call), values: {} });
  },
  json: (found) => found,
});
