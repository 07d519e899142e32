/** From a revision of the draft to what learners see: now, for a cohort first, or at a time. */
import { isUuid } from '#lib/uuid.ts';
import { type AuditedCall, record } from '#modules/audit/index.ts';
import { type Course, findCourseById, type Run } from '#modules/catalog/index.ts';
import { activityTypes } from '#modules/content/contract.ts';
import {
  type Author,
  compileCourse,
  nameOf,
  publishRelease,
  type Release,
  readDraft,
  type SourceProblem,
} from '#modules/content/index.ts';
import { outsideTransaction, transaction } from '#platform/database.ts';
import { log } from '#platform/log.ts';
import { Refusal } from '#platform/refusal.ts';
import { type Plan, refusals } from '../schema.ts';
import * as store from '../store/plans.ts';
import { requireApproval } from './reviews.ts';
import { type FirstRun, showToAll, startPilot } from './showing.ts';

type CourseKeys = Pick<Course, 'id' | 'key' | 'organization'>;

export interface Publishing {
  course: CourseKeys;
  /** Of the draft: what was looked at is what is published, whatever others save meanwhile. */
  revision: number;
  notes: string;
  /** Everybody, where it is not said. */
  cohort?: { run: Run; key: string };
  firstRun?: FirstRun;
}

/** Every mistake with its place and its remedy. */
export const sourceRefusal = (problems: readonly SourceProblem[]): Refusal =>
  new Refusal(refusals['source-has-errors'], {
    fields: problems
      .filter(({ severity }) => severity === 'error')
      .map(({ file, line, message, remedy }) => ({
        path: line === null ? file : `${file}:${line}`,
        message: `${message} ${remedy}`,
      })),
  });

/** In one transaction: either it is visible or nothing has changed. */
export async function publishRevision(
  call: Author,
  { course, revision, notes, cohort, firstRun }: Publishing,
): Promise<{ release: Release; number: number }> {
  const source = await readDraft(course.id, revision);
  // Compiled before the transaction opens: a connection is not held for seconds.
  const compiled = await compileCourse(source, activityTypes());
  if (!compiled.release) throw sourceRefusal(compiled.problems);
  return transaction(async () => {
    await requireApproval(call, course, revision);
    const facts = { courseId: course.id, source, notes, revision, compiled };
    const published = await publishRelease(call, facts);
    const { release, number } = published;
    if (!release || number === null) throw sourceRefusal(published.problems);
    if (cohort) await startPilot(call, cohort.run, cohort.key, release.id);
    else await showToAll(call, course.id, release, firstRun);
    return { release, number };
  });
}

/** Freezes the revision and the time; it can be taken back until then. */
export async function planRelease(
  call: Author,
  { course, revision, notes, at }: Omit<Publishing, 'cohort' | 'firstRun'> & { at: Date },
): Promise<Plan> {
  if (at <= call.now)
    throw new Refusal(refusals['plan-in-the-past'], { fields: [{ path: 'at', message: 'in-the-past' }] });
  const { release, problems } = await compileCourse(await readDraft(course.id, revision), activityTypes());
  if (!release) throw sourceRefusal(problems);
  await requireApproval(call, course, revision);
  return transaction(async () => {
    const [madeBy, madeAt] = [nameOf(call), call.now];
    const plan = await store.addPlan({ courseId: course.id, revision, notes, at, madeBy, madeAt });
    await record(call, 'authoring.plan-release', `course:${course.id}`, { revision, at });
    return plan;
  });
}

export const cancelPlan = (call: Author, course: CourseKeys, id: string): Promise<void> =>
  transaction(async () => {
    const to = { state: 'cancelled' as const, at: call.now, by: nameOf(call) };
    const own = isUuid(id) && (await store.listPlans(course.id)).some((plan) => plan.id === id);
    if (!own || !(await store.settlePlan(id, to))) throw new Refusal(refusals['plan-not-found']);
    await record(call, 'authoring.cancel-plan', `course:${course.id}`, { plan: id });
  });

/** A plan is carried out in the name of whoever made it. */
const inNameOf = ({ id, madeBy }: Plan, now: Date): Author & AuditedCall => ({
  actor: isUuid(madeBy)
    ? {
        ...{ kind: 'person', id: madeBy, name: '', email: '', locale: null, timeZone: null },
        ...{ grants: [], sessionId: '' },
      }
    : { kind: 'system', name: madeBy },
  requestId: `plan:${id}`,
  now,
});

async function carryOut(plan: Plan, now: Date): Promise<void> {
  const settled = { at: now, by: plan.madeBy };
  try {
    const course = await findCourseById(plan.courseId);
    if (!course) throw new Error('a course with a plan is gone');
    const { revision, notes } = plan;
    const { number } = await publishRevision(inNameOf(plan, now), { course, revision, notes });
    await store.settlePlan(plan.id, { ...settled, state: 'done', number });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    // It was fit to be published when it was planned: an approval was withdrawn, or the program has become stricter.
    log().warn({ plan: plan.id, code: error.code }, 'a planned release was refused');
    await store.settlePlan(plan.id, { ...settled, state: 'failed', problem: error.code });
  }
}

/** True: there may be more. One plan is one commit, so that a mistake in one holds up no other. */
const publishNext = (now: Date): Promise<boolean> =>
  transaction(async () => {
    const plan = await store.claimDue(now);
    if (plan) await carryOut(plan, now);
    return plan !== null;
  });

/** Publishes all whose time has come. */
export const publishDue = (now: Date): Promise<void> =>
  outsideTransaction(async () => {
    while (await publishNext(now));
  });
