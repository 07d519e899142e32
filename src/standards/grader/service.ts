/** The runner of our own protocol, and what graders call it with later. */

import { listRunsById } from '#modules/catalog/index.ts';
import type { Judgement } from '#modules/content/contract.ts';
import { compileHtml, findActivity } from '#modules/content/index.ts';
import { releasesOf } from '#modules/enrollment/index.ts';
import type { Runner, RunnerJob, RunnerResult } from '#modules/grading/contract.ts';
import { deliver, listGradings } from '#modules/grading/index.ts';
import { type OutboundAnswer, send } from '#platform/outbound.ts';
import { commonRefusals, Refusal } from '#platform/refusal.ts';
import { absoluteUrl } from '#platform/site.ts';
import { readSubmissionToken, submissionToken } from '../callback-tokens.ts';
import { findGrader, type Grader, sharedKey, uidAt, whereIs } from '../graders.ts';
import { isTooDeep } from '../html-depth.ts';
import {
  checkResult,
  type GradingRequest,
  type GradingResult,
  openResult,
  readLines,
  signRequest,
} from './wire.ts';

interface Answer {
  fields: Record<string, string[]>;
  files: { field: string }[];
  language?: string;
}

const serviceOf = (spec: unknown): string => String((spec as { service?: string } | null)?.service ?? '');

const cleaned = (html: string | undefined): string[] => {
  if (!html?.trim()) return [];
  const clean = compileHtml(
    isTooDeep(html) ? html.replace(/<[^>]*>/g, ' ') : html.slice(0, 256 * 1024),
  ).trim();
  return clean === '' ? [] : [clean];
};

/** What the program said on its way is for staff. */
const logCase = (log: string): NonNullable<Judgement['cases']> =>
  log === '' ? [] : [{ name: 'log', status: 'skipped', points: 0, max: 0, output: log, hidden: true }];

function outcomeOf(result: GradingResult, log = ''): Exclude<RunnerResult, { outcome: 'pending' }> {
  const feedback = cleaned(result.feedback);
  if (result.outcome === 'rejected') return { outcome: 'rejected', feedback };
  const { points, maxPoints, cases = [] } = result;
  const all = [...cases, ...logCase(log)];
  const score = maxPoints === 0 ? 1 : points / maxPoints;
  return {
    outcome: 'judged',
    judgement: { score, ...(feedback.length > 0 && { feedback }), ...(all.length > 0 && { cases: all }) },
  };
}

async function requestOf(job: RunnerJob, grader: Grader): Promise<GradingRequest> {
  const answer = job.answer as Answer;
  const files = job.files.map(async (file, index) => ({
    field: answer.files[index]?.field ?? file.name,
    ...{ name: file.name, type: file.type, sha256: file.sha256 },
    base64: Buffer.from(await job.read(file)).toString('base64'),
  }));
  const { activity, attempt, learnerId } = job;
  return {
    id: submissionToken(job),
    attempt,
    exercise: { key: activity.key, title: activity.title ?? activity.key, maxPoints: activity.points },
    learner: uidAt(grader, learnerId),
    language: answer.language ?? 'en',
    fields: answer.fields,
    files: await Promise.all(files),
    callback: absoluteUrl('/api/v2/gradings'),
  };
}

const patienceMs = 30 * 60_000;

function resultOf({ status, headers, body }: OutboundAnswer): RunnerResult {
  if (status === 202) return { outcome: 'pending', until: new Date(Date.now() + patienceMs) };
  if (status !== 200) throw new Error(`the grader answered with status ${status}`);
  const text = body.toString('utf8');
  if (!headers['content-type']?.startsWith('application/x-ndjson'))
    return outcomeOf(checkResult(JSON.parse(text)));
  const { log, result } = readLines(text);
  return outcomeOf(result, log);
}

async function grade(job: RunnerJob): Promise<RunnerResult> {
  const service = serviceOf(job.spec);
  const grader = findGrader(service);
  if (!grader) throw new Error(`nobody vouches for ${service}`);
  const request = await requestOf(job, grader);
  const body = JSON.stringify(request);
  const token = await signRequest(sharedKey(grader.address), { id: request.id, audience: service, body });
  const answer = await send({
    method: 'POST',
    url: whereIs(service, grader),
    headers: {
      'content-type': 'application/json',
      accept: 'application/json, application/x-ndjson',
      authorization: `Bearer ${token}`,
      'idempotency-key': request.id,
    },
    body,
    timeoutMs: 60_000,
    maxBytes: 4 * 1024 * 1024,
    trusted: true,
  });
  return resultOf(answer);
}

export const graderRunner: Runner = {
  name: 'grader',
  longestSeconds: 65,
  check: (spec) =>
    findGrader(serviceOf(spec))
      ? null
      : `${serviceOf(spec)} is not below the address of a grader of this site`,
  graderOf: (spec) => findGrader(serviceOf(spec))?.address ?? serviceOf(spec),
  grade,
};

/** The grader that was asked for this grading: its key must have signed the result. */
async function keyOf(token: {
  learnerId: string;
  submissionId: string;
  number: number;
}): Promise<Buffer | null> {
  const gradings = await listGradings(token.learnerId, token.submissionId);
  const grading = gradings.find(({ number }) => number === token.number);
  const [run] = grading ? await listRunsById([grading.runId]) : [];
  const activity =
    run && grading && findActivity((await releasesOf(run)).of(token.learnerId), grading.activityKey);
  const grader = findGrader(serviceOf(activity?.settings));
  return grader ? sharedKey(grader.address) : null;
}

/** Counts where it is the first result of a grading that still waits; a repeat of it is answered alike. */
export async function receiveSigned(id: string, signed: string): Promise<{ counted: boolean }> {
  const token = readSubmissionToken(id);
  const key = token && (await keyOf(token));
  if (!token || !key) throw new Refusal(commonRefusals['not-allowed']);
  const opened = await openResult(key, signed).catch(() => null);
  if (opened?.id !== id) throw new Refusal(commonRefusals['not-allowed']);
  try {
    return { counted: await deliver(token, outcomeOf(checkResult(opened.result))) };
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal(commonRefusals['invalid-input'], {
      fields: [{ path: 'result', message: error instanceof Error ? error.message : 'invalid' }],
    });
  }
}
