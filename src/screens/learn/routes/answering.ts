/** Handing in, drafts, and saying "done". */
import { type TSchema, Type } from 'typebox';
import { signedIn } from '#modules/access/index.ts';
import { activityTypeOf, activityTypes, type FormFields } from '#modules/content/contract.ts';
import { type Call, endpoint } from '#platform/endpoint.ts';
import type { Refusal } from '#platform/refusal.ts';
import { links } from '../links.ts';
import { AnswerInput, NewsQuery, SubmittedShape } from '../schema.ts';
import { type AnswerParams, keepDraft, submitAnswer, tryAnswer, watchAnswer } from '../service/answering.ts';
import { finishUnit, openUnit } from '../service/reading.ts';
import { refusedText, unitPage } from './reading.tsx';

/** Fields of a browser's form, each with its values in order. */
const fromForm = (fields: Record<string, string | string[]>) => ({
  fields: Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, [value].flat()])),
});

/** The shapes of answers, by the kinds of activity that this site knows. */
function describedAnswer(): TSchema {
  const shapes = [...activityTypes().values()].flatMap(({ name, answer }) =>
    answer ? [{ ...answer, title: name }] : [],
  );
  return Type.Object(
    { ...AnswerInput.properties, answer: Type.Optional(Type.Union(shapes)) },
    { additionalProperties: false, description: '`answer` in the shape of the activity’s kind' },
  );
}

/** The unit again, with what was typed and what is wrong with it; no attempt was used. */
async function refusedAnswer(
  refusal: Refusal,
  call: Call,
  input: { params: AnswerParams; body: Record<string, unknown> },
) {
  const params = input.params;
  const open = await openUnit(call, params);
  const activity = open.course.activities.get(params.activity);
  const prefix = `${params.activity}.`;
  const fields: FormFields = {};
  for (const [name, value] of Object.entries(input.body))
    if (name.startsWith(prefix)) fields[name.slice(prefix.length)] = [value].flat().map(String);
  const answer = activity
    ? (activityTypeOf(activity.type).fromForm?.(fields, activity.settings) ?? undefined)
    : undefined;
  return unitPage(open, call, params, {
    activity: params.activity,
    fields: [{ path: `${prefix}value`, message: refusedText(refusal, call) }],
    answer,
  });
}

export const submitToActivity = endpoint({
  method: 'POST',
  path: '/learn/:organization/:course/:run/:unit/:activity/submissions',
  summary: 'Hand in an answer; the Idempotency-Key is the submission id (a UUID made before the first send)',
  body: AnswerInput,
  describedBody: describedAnswer,
  allow: signedIn,
  priority: 'submission',
  idempotency: 'key',
  successStatus: 201,
  jsonShape: SubmittedShape,
  fromForm,
  run: (call, { params, body }) => submitAnswer(call, params, body),
  page: (_result, _call, { params }) => ({
    redirect: `${links(params).unit(params.unit)}#${params.activity}`,
  }),
  refused: refusedAnswer,
  json: ({ receipt, score, bestScore, judgement, repeated }) => ({
    receipt,
    score,
    bestScore,
    judgement,
    repeated,
  }),
});

export const tryActivity = endpoint({
  method: 'POST',
  path: '/learn/:organization/:course/:run/:unit/:activity/trials',
  summary: 'Run an answer on the tests that learners may see; it counts nowhere and costs no attempt',
  body: AnswerInput,
  describedBody: describedAnswer,
  allow: signedIn,
  idempotency: 'none',
  successStatus: 202,
  jsonShape: Type.Object({ state: Type.Literal('waiting') }),
  fromForm,
  run: (call, { params, body }) => tryAnswer(call, params, body),
  page: (_result, _call, { params }) => ({
    redirect: `${links(params).unit(params.unit)}#${params.activity}`,
  }),
  refused: refusedAnswer,
  json: () => ({ state: 'waiting' }),
});

export const watchActivity = endpoint({
  method: 'GET',
  path: '/learn/:organization/:course/:run/:unit/:activity/news',
  summary:
    'Server-sent events: says once that the judging of one’s own answer has gone on, and ends; else the unit',
  query: NewsQuery,
  allow: signedIn,
  priority: 'background',
  // A link to the page that one is on, with the same place in it, would not be followed: this one leads there again.
  run: async (call, { params, query }) =>
    call.header('accept')?.includes('text/event-stream') ? watchAnswer(call, params, query.seen) : null,
  page: (stream, _call, { params }) =>
    stream
      ? {
          file: stream,
          type: 'text/event-stream',
          headers: { 'cache-control': 'no-store', 'x-accel-buffering': 'no' },
        }
      : { redirect: `${links(params).unit(params.unit)}#${params.activity}` },
});

export const keepActivityDraft = endpoint({
  method: 'PUT',
  path: '/learn/:organization/:course/:run/:unit/:activity/draft',
  summary: 'Keep what is typed but not handed in',
  body: AnswerInput,
  allow: signedIn,
  priority: 'submission',
  idempotency: 'none',
  jsonShape: Type.Object({ kept: Type.Boolean() }),
  run: (call, { params, body }) => keepDraft(call, params, body),
  json: () => ({ kept: true }),
});

export const finishTheUnit = endpoint({
  method: 'POST',
  path: '/learn/:organization/:course/:run/:unit/done',
  summary: 'Mark a unit as done',
  allow: signedIn,
  idempotency: 'none',
  run: (call, { params }) => finishUnit(call, params),
  page({ next }, _call, { params }) {
    const to = links(params);
    return { redirect: next ? to.unit(next) : to.progress };
  },
  json: ({ next }) => ({ next }),
});
