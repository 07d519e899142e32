/**
 * The steps of a regrading, each a batch of learners in one transaction: after a kill the next batch goes on behind the
 * last one that was committed, and nobody is judged twice.
 */

import { translateTo } from '#lib/messages.ts';
import { listPeopleByIds } from '#modules/accounts/index.ts';
import { listSubmissions, seedFor } from '#modules/attempts/index.ts';
import type { AuditedCall } from '#modules/audit/index.ts';
import { listRunsById, type Run } from '#modules/catalog/index.ts';
import { type Activity, activityTypeOf, type Judgement, judgedBy } from '#modules/content/contract.ts';
import { getRelease } from '#modules/content/index.ts';
import { releasesOf } from '#modules/enrollment/index.ts';
import { askMachine, type Grading, grade, listGradings } from '#modules/grading/index.ts';
import { layOutMail, sendMail } from '#platform/mail.ts';
import { isWanted } from '../rules/regrade.ts';
import type { Regrade, RegradeLine } from '../schema.ts';
import * as store from '../store/regrades.ts';

/** Rules judge thousands in a second; a machine needs seconds for one. */
const learnersAtOnce = { rule: 100, machine: 2 };
const machineSeconds = 60;

type Judged = { judgement: Judgement; problem: null } | { judgement: null; problem: string };

const cannot = (problem: string): Judged => ({ judgement: null, problem });

async function judgeAnew(activity: Activity, stored: store.StoredAnswer): Promise<Judged> {
  const by = judgedBy(activity);
  const { learnerId, submissionId, attempt, answer } = stored;
  try {
    if (by === 'rule') {
      const seed = seedFor(activity, learnerId, attempt);
      const judgement = activityTypeOf(activity.type).judge?.(answer, activity.settings, seed);
      return judgement ? { judgement, problem: null } : cannot('not-judged');
    }
    if (by !== 'machine') return cannot('by-people');
    const signal = AbortSignal.timeout(machineSeconds * 1000);
    // Number 0 is no grading: what a service says to it later is refused.
    const result = await askMachine({
      activity,
      answer,
      learnerId,
      submissionId,
      attempt,
      number: 0,
      signal,
    });
    return result.outcome === 'judged'
      ? { judgement: result.judgement, problem: null }
      : cannot(result.outcome === 'pending' ? 'answers-later' : 'rejected');
  } catch {
    // An answer of another shape than the new settings ask for, or a machine that is out of order.
    return cannot('failed');
  }
}

async function runOf(regrade: Regrade): Promise<Run> {
  const [run] = await listRunsById([regrade.runId]);
  if (!run) throw new Error('a run with submissions is gone');
  return run;
}

/** True: there is more to do. */
async function judgeBatch(regrade: Regrade): Promise<boolean> {
  const release = await getRelease(regrade.releaseId);
  const activity = release.activities.find(({ key }) => key === regrade.activityKey);
  if (!activity) throw new Error('the activity is not in this release');
  const most = judgedBy(activity) === 'machine' ? learnersAtOnce.machine : learnersAtOnce.rule;
  const learnerIds = await store.listNextLearners(regrade, most);
  const last = learnerIds.at(-1);
  if (!last) return false;
  const answers = await store.listAnswers(regrade.runId, regrade.activityKey, learnerIds);
  const lines = [];
  for (const stored of answers) {
    const { judgement, problem } = await judgeAnew(activity, stored);
    const { learnerId, submissionId, attempt, score, number } = stored;
    lines.push({
      ...{ learnerId, submissionId, attempt, judgement, problem },
      before: score,
      after: judgement?.score ?? null,
      previousNumber: number,
    });
  }
  await store.addLines(regrade.id, lines);
  await store.noteProgress(regrade.id, last, learnerIds.length);
  return true;
}

/** The job writes in the name of whoever asked for it. */
const inNameOf = ({ id, madeBy }: Regrade): AuditedCall => ({
  actor: {
    ...{ kind: 'person', id: madeBy, name: '', email: '', locale: null, timeZone: null },
    ...{ grants: [], sessionId: '' },
  },
  requestId: `regrade:${id}`,
});

const currentOf = (gradings: readonly Grading[]) => gradings.find(({ current }) => current) ?? null;

function submissionOf({ runId, activityKey }: Regrade, { learnerId, submissionId, attempt }: RegradeLine) {
  return { id: submissionId, learnerId, runId, activityKey, attempt };
}

/** Writes the judgement, unless somebody has judged since the proposal looked. */
async function applyLine(
  regrade: Regrade,
  line: RegradeLine & { judgement: Judgement | null },
): Promise<boolean> {
  if (!line.judgement || !isWanted(line, regrade.onlyRaises ?? false)) return false;
  const current = currentOf(await listGradings(line.learnerId, line.submissionId));
  if ((current?.number ?? null) !== line.previousNumber) return false;
  const made = await grade(inNameOf(regrade), {
    submission: submissionOf(regrade, line),
    ...{ source: 'regrade', judgement: line.judgement, reason: regrade.reason },
    released: current ? current.releasedAt !== null : true,
  });
  await store.markApplied(regrade.id, line, made.number);
  return true;
}

/** Appends what counted before, where the regrading still counts. */
async function undoLine(regrade: Regrade, line: RegradeLine): Promise<boolean> {
  if (line.appliedNumber === null) return false;
  const gradings = await listGradings(line.learnerId, line.submissionId);
  const current = currentOf(gradings);
  if (current?.number !== line.appliedNumber) return false;
  const own = async () =>
    (await listSubmissions(line.learnerId, regrade.runId, regrade.activityKey)).find(
      ({ id }) => id === line.submissionId,
    )?.judgement;
  const before = gradings.find(({ number }) => number === line.previousNumber)?.judgement ?? (await own());
  if (!before) return false;
  await grade(inNameOf(regrade), {
    submission: submissionOf(regrade, line),
    ...{ source: 'regrade', judgement: before, reason: `↶ ${regrade.reason}` },
    released: current.releasedAt !== null,
  });
  await store.markApplied(regrade.id, line, null);
  return true;
}

async function tell(regrade: Regrade, learnerIds: readonly string[], undone: boolean): Promise<void> {
  if (!regrade.notify || learnerIds.length === 0) return;
  const run = await runOf(regrade);
  const { whole } = await releasesOf(run);
  const activity = whole.activities.find(({ key }) => key === regrade.activityKey);
  const unit = whole.units.find(({ key }) => key === activity?.unitKey);
  for (const person of await listPeopleByIds([...learnerIds])) {
    const t = translateTo(person.locale ?? 'en');
    const values = { title: activity?.title ?? unit?.title ?? '', course: run.courseTitle };
    const text = t(undone ? 'gradebook.mail-undone' : 'gradebook.mail-regraded', values);
    const subject = t('gradebook.mail-subject', values);
    await sendMail({
      to: person.email,
      subject,
      text: layOutMail([text, t('gradebook.mail-reason', { reason: regrade.reason })]),
    });
  }
}

/** True: there is more to do. */
async function settleBatch(regrade: Regrade, undo: boolean): Promise<boolean> {
  const lines = await store.listNextLines(regrade, learnersAtOnce.rule);
  const last = lines.at(-1);
  if (!last) return false;
  const changed = new Set<string>();
  for (const line of lines) {
    const did = undo ? await undoLine(regrade, line) : await applyLine(regrade, line);
    if (did) changed.add(line.learnerId);
  }
  await tell(regrade, [...changed], undo);
  const learners = new Set(lines.map(({ learnerId }) => learnerId));
  await store.noteProgress(regrade.id, last.learnerId, learners.size);
  return true;
}

/** One batch of whatever is to be done. True: there is more; false: it is done, stopped, or another has it. */
export async function workOnRegrade(id: string): Promise<boolean> {
  const regrade = await store.claimRegrade(id);
  if (regrade?.state === 'judging') {
    if (await judgeBatch(regrade)) return true;
    await store.moveRegrade(id, ['judging'], 'ready');
  } else if (regrade?.state === 'applying' || regrade?.state === 'undoing') {
    const undo = regrade.state === 'undoing';
    if (await settleBatch(regrade, undo)) return true;
    await store.moveRegrade(id, [regrade.state], undo ? 'undone' : 'applied');
  }
  return false;
}
