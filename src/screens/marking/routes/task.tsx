/** One submission: its mark, the comments pinned to it, the conversation about it. */

import { Type } from 'typebox';
import { translateTo } from '#lib/messages.ts';
import { titleOf } from '#modules/content/index.ts';
import {
  addPin,
  getTask,
  markingRefusals,
  releaseTasks,
  removePin,
  saveMarkOf,
  sayAsStaff,
} from '#modules/marking/index.ts';
import { type Call, endpoint, type Page } from '#platform/endpoint.ts';
import { checkInput } from '#platform/input.ts';
import { Refusal } from '#platform/refusal.ts';
import { feedbackLink, links } from '../links.ts';
import { anchorOf, markers, markFromForm, markInputOf, teachers, withoutEmpty } from '../rules.ts';
import { DeskQuery, MarkBody, MessageBody, PinBody, type RunParams } from '../schema.ts';
import { openDesk, openTaskPage, type TaskPage, telling } from '../service.ts';
import { openCriteria } from '../views/rubric.tsx';
import { TaskPageView } from '../views/task.tsx';
import type { TaskAgain } from '../views/task-props.ts';

type TaskParams = RunParams & { task: string };

function pageOf(page: TaskPage, params: TaskParams, again: TaskAgain | null = null): Page {
  return {
    title: `${page.open.name} · ${titleOf(page.release, page.open.task.activityKey)}`,
    robots: 'noindex',
    body: () => <TaskPageView page={page} to={links(params)} again={again} />,
  };
}

/** The page again, with what was entered and what is wrong with it. */
async function refusedPage(
  refusal: Refusal,
  call: Call,
  input: { params: TaskParams; query: Record<string, unknown>; body: Record<string, unknown> },
  form: TaskAgain['form'],
): Promise<Page> {
  const query = checkInput(DeskQuery, input.query, 'text') as DeskQuery;
  const page = await openTaskPage(call, input.params, query);
  const t = translateTo(call.locale);
  const fallback = { path: form === 'mark' ? 'comment' : 'body' };
  const paths = (refusal.details.fields ?? [fallback]).map(({ path }) =>
    path === 'marks' ? 'points' : path,
  );
  const message = t(`refusals.${refusal.code}` as 'refusals.mark-incomplete');
  const mark =
    form === 'mark' ? (checkInput(MarkBody, markFromForm(input.body as never), 'text') as MarkBody) : null;
  const given = mark && markInputOf(mark);
  const isOpen = refusal.code === 'mark-incomplete' && given;
  const open = isOpen ? openCriteria(page.open.activity, given.marks, t) : [];
  return pageOf(page, input.params, {
    form,
    problems: open.length > 0 ? open : [...new Set(paths)].map((path) => ({ path, message })),
    values: input.body,
    ...(given && { mark: given }),
    conflict: refusal.code === 'mark-changed',
  });
}

export const showTask = endpoint({
  method: 'GET',
  path: '/mark/:organization/:course/:run/tasks/:task',
  summary: 'A submission with its marks, comments and conversation',
  query: DeskQuery,
  allow: markers,
  run: (call, { params, query }) => openTaskPage(call, params, query),
  page: (page, _call, { params }) => pageOf(page, params),
  json({ open, neighbours }) {
    const { task, hidden, activity, state, part, name, answer, marks, pins, messages, thread, policy } = open;
    const { learnerId, submissionId, runId: _, ...facts } = task;
    const { key, title, points, rubric } = activity;
    return {
      task: { ...facts, state, ...(hidden ? {} : { learnerId, submissionId }) },
      ...{ name, part, answer, marks, pins, thread, policy, neighbours },
      // Who wrote a message would name the learner.
      messages: messages.map(({ authorId, ...message }) => ({
        ...message,
        ...(message.byStaff || !hidden ? { authorId } : {}),
      })),
      activity: { key, title, points, rubric },
    };
  },
});

const flashes = {
  draft: 'marking.flash-draft',
  second: 'marking.flash-second',
  differ: 'marking.flash-differ',
  marked: 'marking.flash-held',
} as const;

export const saveMark = endpoint({
  method: 'POST',
  path: '/mark/:organization/:course/:run/tasks/:task',
  summary: 'Keep or finish a mark; refused where somebody else has saved since `version`',
  query: DeskQuery,
  body: MarkBody,
  allow: markers,
  fromForm: markFromForm,
  async run(call, { params, query, body }) {
    const { run, viewer } = await openDesk(call, params);
    const { step } = body;
    const page = step === 'next' ? await openTaskPage(call, params, query) : null;
    const order = {
      run,
      taskId: params.task,
      viewer,
      input: markInputOf(body),
      state: step === 'draft' ? 'draft' : 'done',
    } as const;
    const saved = await saveMarkOf(call, order);
    return { saved, step, next: page?.neighbours.next ?? null };
  },
  page({ saved, step, next }, _call, { params, query }) {
    const to = links(params);
    const state = step === 'draft' ? 'draft' : saved.released ? 'done' : saved.state;
    const message =
      state === 'done' ? 'marking.flash-done' : (flashes[state as keyof typeof flashes] ?? flashes.draft);
    if (step !== 'next') return { redirect: to.task(params.task, query), flash: { message } };
    return next
      ? { redirect: to.task(next, query), flash: { message } }
      : { redirect: to.desk(query), flash: { message: 'marking.flash-none-left' } };
  },
  json: ({ saved }) => saved,
  refused: (refusal, call, input) => refusedPage(refusal, call, input, 'mark'),
});

export const keepDraft = endpoint({
  method: 'PUT',
  path: '/mark/:organization/:course/:run/tasks/:task/draft',
  summary: 'Keep an unfinished mark; form fields as the page has them',
  body: Type.Object(
    { fields: Type.Record(Type.String({ maxLength: 200 }), Type.String({ maxLength: 20_000 })) },
    { additionalProperties: false },
  ),
  allow: markers,
  idempotency: 'none',
  jsonShape: Type.Object({ version: Type.Integer(), state: Type.String(), released: Type.Boolean() }),
  async run(call, { params, body }) {
    const { run, viewer } = await openDesk(call, params);
    const input = markInputOf(checkInput(MarkBody, markFromForm(body.fields), 'text') as MarkBody);
    return saveMarkOf(call, { run, taskId: params.task, viewer, input, state: 'draft' });
  },
  json: (saved) => saved,
});

export const releaseTask = endpoint({
  method: 'POST',
  path: '/mark/:organization/:course/:run/tasks/:task/release',
  summary: 'Let the learner see the grade of this submission',
  query: DeskQuery,
  allow: teachers,
  async run(call, { params }) {
    const { run, viewer } = await openDesk(call, params);
    const { task } = await getTask(run, params.task, viewer);
    return releaseTasks(call, { run, ids: [task.id] }, telling(params));
  },
  page: ({ released }, _call, { params, query }) => ({
    redirect: links(params).task(params.task, query),
    flash: { message: 'marking.flash-released', values: { count: released } },
  }),
  json: ({ released }) => ({ released }),
});

export const pinComment = endpoint({
  method: 'POST',
  path: '/mark/:organization/:course/:run/tasks/:task/pins',
  summary: 'Pin a comment to lines of the answer, or to a region of a file',
  query: DeskQuery,
  body: PinBody,
  allow: markers,
  fromForm: withoutEmpty,
  successStatus: 201,
  async run(call, { params, body }) {
    const { run, viewer } = await openDesk(call, params);
    const anchor = anchorOf(body);
    if (!anchor)
      throw new Refusal(markingRefusals['pin-nowhere'], {
        fields: [{ path: 'from', message: 'pin-nowhere' }],
      });
    return addPin(call, { run, taskId: params.task, viewer, anchor, body: body.body });
  },
  page: ({ id }, _call, { params, query }) => ({
    redirect: `${links(params).task(params.task, query)}#pin-${id}`,
    flash: { message: 'marking.flash-pinned' },
  }),
  json: ({ id }) => ({ id }),
  refused: (refusal, call, input) => refusedPage(refusal, call, input, 'pin'),
});

export const unpinComment = endpoint({
  method: 'POST',
  path: '/mark/:organization/:course/:run/tasks/:task/pins/:pin/remove',
  summary: 'Remove a pinned comment of one’s own',
  query: DeskQuery,
  allow: markers,
  async run(call, { params }) {
    const { run, viewer } = await openDesk(call, params);
    await removePin(call, { run, taskId: params.task, viewer, id: params.pin });
  },
  page: (_, _call, { params, query }) => ({ redirect: links(params).task(params.task, query) }),
  json: () => ({}),
});

export const writeToLearner = endpoint({
  method: 'POST',
  path: '/mark/:organization/:course/:run/tasks/:task/messages',
  summary: 'Write to the learner about this submission',
  query: DeskQuery,
  body: MessageBody,
  allow: markers,
  async run(call, { params, body }) {
    const { run, viewer } = await openDesk(call, params);
    await sayAsStaff(call, { run, taskId: params.task, viewer, body: body.body, path: feedbackLink });
  },
  page: (_, _call, { params, query }) => ({
    redirect: `${links(params).task(params.task, query)}#talk`,
    flash: { message: 'marking.flash-sent' },
  }),
  json: () => ({}),
  refused: (refusal, call, input) => refusedPage(refusal, call, input, 'talk'),
});
