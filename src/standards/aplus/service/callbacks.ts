/** Calls of graders: what became of a submission, or a new one that the learner made at the grader itself. */
import { randomUUID } from 'node:crypto';
import { submit } from '#modules/attempts/index.ts';
import { listRunsById, type Run } from '#modules/catalog/index.ts';
import type { Activity } from '#modules/content/contract.ts';
import { findActivity } from '#modules/content/index.ts';
import { releasesOf } from '#modules/enrollment/index.ts';
import { deliver, deliverFailure, type Grading, grade, listGradings } from '#modules/grading/index.ts';
import type { PersonActor } from '#platform/actor.ts';
import { transaction } from '#platform/database.ts';
import type { Call } from '#platform/endpoint.ts';
import { log } from '#platform/log.ts';
import { commonRefusals, Refusal } from '#platform/refusal.ts';
import { absoluteUrl } from '#platform/site.ts';
import {
  type ExerciseToken,
  readExerciseToken,
  readSubmissionToken,
  type SubmissionToken,
} from '../../callback-tokens.ts';
import { findGrader } from '../../graders.ts';
import { feedbackOf, judgementOf } from '../translate/judgement.ts';
import { type Fields, type Verdict, verdictOfCall } from '../wire/verdict.ts';
import { serviceOf } from './runner.ts';

/** What A+ answers: a grader looks at `success`, not at the status. */
export interface CallAnswer {
  success: boolean;
  errors: string[];
}
const done: CallAnswer = { success: true, errors: [] };
const refused = (...errors: string[]): CallAnswer => ({ success: false, errors });

interface Place {
  run: Run;
  activity: Activity;
}

async function placeOf(runId: string, activityKey: string): Promise<Place> {
  const [run] = await listRunsById([runId]);
  const activity = run && findActivity((await releasesOf(run)).whole, activityKey);
  if (!run || !activity) throw new Refusal(commonRefusals['not-found']);
  return { run, activity };
}

const notYours = () => new Refusal(commonRefusals['not-allowed']);

/** The token belongs to this very submission. */
function openSubmission(submissionId: string, token: string): SubmissionToken {
  const opened = readSubmissionToken(token);
  if (!opened || opened.submissionId !== submissionId) throw notYours();
  return opened;
}

function openExercise(exerciseId: string, token: string, now: Date): ExerciseToken {
  const opened = readExerciseToken(token, now);
  if (!opened || exerciseIdOf(opened) !== exerciseId) throw notYours();
  return opened;
}

export const exerciseIdOf = ({ runId, activityKey }: Pick<ExerciseToken, 'runId' | 'activityKey'>): string =>
  `${runId}~${activityKey}`;

async function gradingOf(token: SubmissionToken): Promise<{ grading: Grading; newest: boolean }> {
  const gradings = await listGradings(token.learnerId, token.submissionId);
  const grading = gradings.find(({ number }) => number === token.number);
  if (!grading) throw notYours();
  return { grading, newest: gradings.at(-1) === grading };
}

/** The same call once more: the grader did not hear our answer. */
const isRepeat = ({ state, score }: Grading, given: number) => state === 'judged' && score === given;

export async function receiveResult(
  submissionId: string,
  token: string,
  fields: Fields,
): Promise<CallAnswer> {
  const key = openSubmission(submissionId, token);
  const { grading } = await gradingOf(key);
  const { activity } = await placeOf(grading.runId, grading.activityKey);
  const service = serviceOf(activity.settings);
  const verdict = verdictOfCall(fields);
  if (verdict.kind !== 'graded') return fail(key, service, verdict);
  const most = verdict.max ?? activity.points;
  if (verdict.points > most)
    return fail(key, service, { kind: 'error', reason: `It gave ${verdict.points} points of ${most}.` });
  const judgement = judgementOf(verdict, activity.points, feedbackOf(fields.feedback ?? '', service));
  if (isRepeat(grading, judgement.score)) return done;
  if (await deliver(key, { outcome: 'judged', judgement })) return done;
  return refused('This submission has another result already; this one came too late and does not count.');
}

/** The grader's own mistake: noted for staff, tried again, never the learner's loss. */
async function fail(
  key: SubmissionToken,
  service: string,
  verdict: Exclude<Verdict, { kind: 'graded' }>,
): Promise<CallAnswer> {
  const text = verdict.kind === 'error' ? verdict.reason : `It called with "${verdict.kind}".`;
  const { submissionId: submission, number } = key;
  const grader = findGrader(service)?.address ?? service;
  const state = await deliverFailure(key, { grader, text });
  log().warn({ submission, number, grader, state, reason: text.slice(0, 300) }, 'a grading failed');
  return refused(text);
}

const learner = (id: string): PersonActor => ({
  ...{ kind: 'person', id, name: '', email: '', locale: null, timeZone: null },
  ...{ grants: [], sessionId: '' },
});

/** A submission that was made and graded at the grader: the same rules hold as for any other. */
export async function receiveSubmission(
  call: Call,
  exerciseId: string,
  token: string,
  fields: Fields,
): Promise<CallAnswer> {
  const opened = openExercise(exerciseId, token, call.now);
  const { run, activity } = await placeOf(opened.runId, opened.activityKey);
  const verdict = verdictOfCall(fields);
  if (verdict.kind !== 'graded') return refused(verdict.kind === 'error' ? verdict.reason : verdict.kind);
  if (verdict.points > (verdict.max ?? activity.points)) return refused('More points than there are.');
  const judgement = judgementOf(
    verdict,
    activity.points,
    feedbackOf(fields.feedback ?? '', serviceOf(activity.settings)),
  );
  const answer = { fields: payloadOf(fields), files: [] };
  const id = randomUUID();
  const asLearner: Call = { ...call, actor: learner(opened.learnerId) };
  try {
    await transaction(async () => {
      const { receipt } = await submit(asLearner, { run, activity, id, answer });
      const { learnerId, runId, activityKey } = opened;
      const submission = { id, learnerId, runId, activityKey, attempt: receipt.attempt };
      const released = activity.reveal?.score !== 'released';
      await grade(call, { submission, source: 'machine', judgement, released });
    });
    return done;
  } catch (error) {
    if (error instanceof Refusal) return refused(error.code);
    throw error;
  }
}

/** What the learner did there, as far as the grader says it. */
const payloadOf = ({ grading_payload: payload }: Fields): Record<string, string[]> =>
  payload ? { grading_payload: [payload.slice(0, 50_000)] } : { grading_payload: ['-'] };

/** What a grader may read about a submission. */
export async function describeSubmission(submissionId: string, token: string): Promise<object> {
  const key = openSubmission(submissionId, token);
  const { grading } = await gradingOf(key);
  const place = await placeOf(grading.runId, grading.activityKey);
  return {
    url: absoluteUrl(`/api/v2/submissions/${submissionId}/grader/`),
    submission: { html_url: pageOf(place) },
    exercise: describePlace(place),
    grading_data: null,
    is_graded: grading.state === 'judged',
    feedback_response_seen: false,
  };
}

export async function describeExercise(exerciseId: string, token: string, now: Date): Promise<object> {
  const opened = openExercise(exerciseId, token, now);
  const place = await placeOf(opened.runId, opened.activityKey);
  return { url: absoluteUrl(`/api/v2/exercises/${exerciseId}/grader/`), exercise: describePlace(place) };
}

const pageOf = ({ run, activity }: Place): string =>
  absoluteUrl(
    `/learn/${run.organizationKey}/${run.courseKey}/${run.key}/${activity.unitKey}#${activity.key}`,
  );

const describePlace = (place: Place): object => ({
  id: exerciseIdOf({ runId: place.run.id, activityKey: place.activity.key }),
  html_url: pageOf(place),
  display_name: place.activity.title ?? place.activity.key,
  max_points: place.activity.points,
  max_submissions: place.activity.attempts ?? 0,
});
