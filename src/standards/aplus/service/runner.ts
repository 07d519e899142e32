/** The runner of protocol v1: posts the answer to the grader and reads its page; the rest may come by a later call. */
import type { AnswerFile } from '#modules/content/contract.ts';
import type { Runner, RunnerJob, RunnerResult } from '#modules/grading/contract.ts';
import { OutboundError, send } from '#platform/outbound.ts';
import { absoluteUrl } from '#platform/site.ts';
import { submissionToken } from '../../callback-tokens.ts';
import { findGrader, type Grader, uidAt, whereIs } from '../../graders.ts';
import { harmless, judgementOf } from '../translate/judgement.ts';
import { readGraderPage } from '../wire/page.ts';
import { type FormFile, graderUrl, multipartForm } from '../wire/request.ts';
import { verdictOfPage } from '../wire/verdict.ts';
import { authorization } from './keys.ts';

/** What the kind `exercise` asks for. */
export interface ExerciseSpec {
  service: string;
}

/** And how it holds an answer. */
export interface ExerciseFields {
  fields: Record<string, string[]>;
  files: { field: string }[];
  language?: string;
}

export const serviceOf = (spec: unknown): string =>
  String((spec as Partial<ExerciseSpec> | null)?.service ?? '');

export const graderProblem = (spec: unknown): string | null =>
  findGrader(serviceOf(spec))
    ? null
    : `${serviceOf(spec)} is not below the address of a grader of this site (see docs/graders.md)`;

export function graderOf(spec: unknown): Grader {
  const grader = findGrader(serviceOf(spec));
  if (!grader) throw new Error(graderProblem(spec) ?? '');
  return grader;
}

export const mostBytes = 2 * 1024 * 1024;
export const timeoutMs = 15_000;
/** A grader that has accepted and not called by then is asked again. */
const patienceMs = 30 * 60_000;

export function filesOf(job: RunnerJob): Promise<FormFile[]> {
  const { files } = job.answer as ExerciseFields;
  const read = async (file: AnswerFile, index: number): Promise<FormFile> => ({
    field: files[index]?.field ?? file.name,
    name: file.name,
    type: file.type,
    bytes: await job.read(file),
  });
  return Promise.all(job.files.map(read));
}

export const callbackOf = (job: RunnerJob): string =>
  absoluteUrl(`/api/v2/submissions/${job.submissionId}/grader/?token=${submissionToken(job)}`);

function urlOf(job: RunnerJob, grader: Grader): string {
  const { activity, answer, attempt, learnerId } = job;
  return graderUrl(whereIs(serviceOf(job.spec), grader), {
    maxPoints: activity.points,
    maxSubmissions: activity.attempts ?? 0,
    submissionUrl: callbackOf(job),
    postUrl: absoluteUrl('/'),
    uids: [uidAt(grader, learnerId)],
    ordinalNumber: attempt,
    language: (answer as ExerciseFields).language ?? 'en',
  });
}

async function post(job: RunnerJob, grader: Grader): Promise<string> {
  const { fields } = job.answer as ExerciseFields;
  const pairs = Object.entries(fields).flatMap(([name, values]) =>
    values.map((value): [string, string] => [name, value]),
  );
  const { contentType, body } = multipartForm(pairs, await filesOf(job));
  const answer = await send({
    method: 'POST',
    url: urlOf(job, grader),
    headers: { 'content-type': contentType, ...(await authorization(grader)) },
    body,
    timeoutMs,
    maxBytes: mostBytes,
    trusted: true,
  });
  if (answer.status !== 200)
    throw new OutboundError('unreachable', `the grader answered with status ${answer.status}`);
  return answer.body.toString('utf8');
}

async function grade(job: RunnerJob): Promise<RunnerResult> {
  const page = readGraderPage(await post(job, graderOf(job.spec)));
  const verdict = verdictOfPage(page);
  const html = harmless(page.part, serviceOf(job.spec));
  const feedback = html === '' ? [] : [html];
  if (verdict.kind === 'graded')
    return { outcome: 'judged', judgement: judgementOf(verdict, job.activity.points, feedback) };
  if (verdict.kind === 'accepted') return { outcome: 'pending', until: new Date(Date.now() + patienceMs) };
  if (verdict.kind === 'rejected') return { outcome: 'rejected', feedback };
  throw new Error(verdict.reason);
}

export const aplusRunner: Runner = {
  name: 'aplus',
  longestSeconds: 20,
  check: graderProblem,
  graderOf: (spec) => findGrader(serviceOf(spec))?.address ?? serviceOf(spec),
  grade,
};
