/** Use cases of enrollment. */
import { record } from '#modules/audit/index.ts';
import { isEnrollmentKey, type Run } from '#modules/catalog/index.ts';
import { transaction } from '#platform/database.ts';
import type { Call } from '#platform/endpoint.ts';
import { commonRefusals, Refusal } from '#platform/refusal.ts';
import { gateOf } from '../rules/gate.ts';
import { type EnrollInput, refusals } from '../schema.ts';
import * as store from '../store/roster.ts';

/** A person enrolls themselves. Who is in already stays in: a repeat is no mistake. */
export async function enroll(call: Call, run: Run, input: EnrollInput): Promise<void> {
  const { actor } = call;
  if (actor.kind !== 'person') throw new Refusal(commonRefusals['sign-in-required']);
  const before = await store.findEnrollment(actor.id, run.id);
  if (before?.state === 'active') return;
  const gate = gateOf(run, call.now);
  if (gate === 'staff-only') throw new Refusal(refusals['enrollment-by-staff-only']);
  if (gate === 'not-yet') throw new Refusal(refusals['enrollment-not-open']);
  if (gate === 'closed') throw new Refusal(refusals['enrollment-closed']);
  if (run.hasEnrollmentKey && !(await isEnrollmentKey(run.id, input.key ?? '')))
    throw new Refusal(refusals['enrollment-key-wrong'], { fields: [{ path: 'key', message: 'wrong' }] });
  await transaction(async () => {
    await store.saveEnrollment(actor.id, run.id, 'self');
    await record(call, 'enrollment.enrolled', `run:${run.id}`, { learner: actor.id });
  });
}

/** Leaving keeps everything handed in; enrolling again goes on where it was. */
export async function leave(call: Call, run: Run): Promise<void> {
  const { actor } = call;
  if (actor.kind !== 'person') throw new Refusal(commonRefusals['sign-in-required']);
  await transaction(async () => {
    if (!(await store.saveLeave(actor.id, run.id, call.now))) throw new Refusal(refusals['not-enrolled']);
    await record(call, 'enrollment.left', `run:${run.id}`, { learner: actor.id });
  });
}

/** Staff enroll people, outside of window and key. The caller has checked the permission. */
export async function enrollByStaff(call: Call, run: Run, learnerIds: string[]): Promise<void> {
  await transaction(async () => {
    for (const learnerId of learnerIds) {
      await store.saveEnrollment(learnerId, run.id, 'staff');
      await record(call, 'enrollment.enrolled', `run:${run.id}`, { learner: learnerId, by: 'staff' });
    }
  });
}

export async function removeByStaff(call: Call, run: Run, learnerId: string): Promise<void> {
  await transaction(async () => {
    if (!(await store.saveLeave(learnerId, run.id, call.now))) throw new Refusal(refusals['not-enrolled']);
    await record(call, 'enrollment.left', `run:${run.id}`, { learner: learnerId, by: 'staff' });
  });
}
