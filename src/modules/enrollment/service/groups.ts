/**
 * Groups that hand in together: learners make and join them, staff put them together, and the first submission fixes who
 * is in. Who joins by guessing comes to nothing: a code has 80 random bits, and tries are counted.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import { record } from '#modules/audit/index.ts';
import type { Run } from '#modules/catalog/index.ts';
import type { Activity } from '#modules/content/contract.ts';
import { transaction } from '#platform/database.ts';
import type { Call } from '#platform/endpoint.ts';
import { takeTry } from '#platform/rate-limit.ts';
import { commonRefusals, Refusal } from '#platform/refusal.ts';
import { groupKeyOf, readCode } from '../rules/groups.ts';
import { refusals } from '../schema.ts';
import * as store from '../store/groups.ts';

type GroupActivity = Pick<Activity, 'key' | 'group'>;
type OfRun = Pick<Run, 'id'>;

function learnerOf({ actor }: Call): string {
  if (actor.kind !== 'person') throw new Refusal(commonRefusals['sign-in-required']);
  return actor.id;
}

function requireGroups(activity: GroupActivity): { key: string; max: number } {
  if (!activity.group) throw new Refusal(refusals['group-not-found']);
  return { key: groupKeyOf(activity), max: activity.group.max };
}

/** Crockford's base 32: nothing that is read aloud is mistaken for something else. */
const letters = '0123456789abcdefghjkmnpqrstvwxyz';
const newCode = () => readCode([...randomBytes(16)].map((byte) => letters[byte % 32]).join(''));

type GroupDeed = 'make-group' | 'join-group' | 'leave-group' | 'place-in-group' | 'remove-from-group';

const note = (call: Call, action: GroupDeed, group: string, learner: string) =>
  record(call, `enrollment.${action}`, `group:${group}`, { learner });

/** The locked group takes one more. */
async function takeIn(group: store.GroupRow, learnerId: string, max: number): Promise<void> {
  if (group.fixed) throw new Refusal(refusals['group-fixed']);
  if (group.members.length >= max) throw new Refusal(refusals['group-full']);
  if (!(await store.addMember(group.runId, group.key, group.id, learnerId)))
    throw new Refusal(refusals['group-taken']);
}

async function begin(run: OfRun, key: string): Promise<store.GroupRow> {
  const id = randomUUID();
  await store.addGroup(run.id, key, id, newCode());
  return { id, runId: run.id, key, fixed: false, members: [] };
}

/** A group with oneself in it; others come by its code. */
export async function makeGroup(call: Call, run: OfRun, activity: GroupActivity): Promise<void> {
  const learnerId = learnerOf(call);
  const { key, max } = requireGroups(activity);
  await transaction(async () => {
    const group = await begin(run, key);
    await takeIn(group, learnerId, max);
    await note(call, 'make-group', group.id, learnerId);
  });
}

/** More tries than anybody needs who has the code. */
const joinLimit = { points: 10, seconds: 600 };

export async function joinGroup(
  call: Call,
  run: OfRun,
  activity: GroupActivity,
  code: string,
): Promise<void> {
  const learnerId = learnerOf(call);
  const { key, max } = requireGroups(activity);
  await takeTry('enrollment.join-group', [learnerId], joinLimit);
  await transaction(async () => {
    const group = await store.lockByCode(run.id, key, readCode(code));
    if (!group) throw new Refusal(refusals['group-code-wrong']);
    if (group.members.includes(learnerId)) return;
    await takeIn(group, learnerId, max);
    await note(call, 'join-group', group.id, learnerId);
  });
}

async function takeOut(call: Call, run: OfRun, key: string, learnerId: string, action: GroupDeed) {
  const group = await store.lockOf(run.id, key, learnerId);
  if (!group) throw new Refusal(refusals['group-not-found']);
  if (group.fixed) throw new Refusal(refusals['group-fixed']);
  await store.removeMember(group.id, learnerId);
  await note(call, action, group.id, learnerId);
}

export async function leaveGroup(call: Call, run: OfRun, activity: GroupActivity): Promise<void> {
  const learnerId = learnerOf(call);
  const { key } = requireGroups(activity);
  await transaction(() => takeOut(call, run, key, learnerId, 'leave-group'));
}

function refuseOneself(call: Call, learnerIds: readonly string[]): void {
  if (call.actor.kind === 'person' && learnerIds.includes(call.actor.id))
    throw new Refusal(refusals['not-for-oneself']);
}

/** Staff put learners into a group, or into a new one, out of wherever they were. The caller has checked that they may. */
export async function placeInGroup(
  call: Call,
  run: OfRun,
  activity: GroupActivity,
  learnerIds: readonly string[],
  groupId: string | null,
): Promise<void> {
  const { key, max } = requireGroups(activity);
  if (learnerIds.length === 0) throw new Refusal(refusals['nobody-chosen']);
  refuseOneself(call, learnerIds);
  await transaction(async () => {
    const group = groupId === null ? await begin(run, key) : await store.lockById(run.id, key, groupId);
    if (!group) throw new Refusal(refusals['group-not-found']);
    for (const learnerId of learnerIds.filter((id) => !group.members.includes(id)).toSorted()) {
      const before = await store.lockOf(run.id, key, learnerId);
      if (before) await takeOut(call, run, key, learnerId, 'leave-group');
      await takeIn(group, learnerId, max);
      group.members.push(learnerId);
      await note(call, 'place-in-group', group.id, learnerId);
    }
  });
}

/** Staff take a learner out of their group; the last one takes the group along. */
export async function removeFromGroup(
  call: Call,
  run: OfRun,
  activity: GroupActivity,
  learnerId: string,
): Promise<void> {
  const { key } = requireGroups(activity);
  refuseOneself(call, [learnerId]);
  await transaction(() => takeOut(call, run, key, learnerId, 'remove-from-group'));
}

/** Holds the learner's group as it is until the transaction ends: nobody joins while it hands in. */
export async function lockGroup(run: OfRun, activity: GroupActivity, learnerId: string): Promise<void> {
  await store.lockOf(run.id, groupKeyOf(activity), learnerId);
}

export interface FixedGroup {
  id: string;
  /** Who is in the run now. */
  members: string[];
}

/** From the first submission on the group stays as it is. In the transaction that stores it. */
export async function fixGroup(run: OfRun, activity: GroupActivity, learnerId: string): Promise<FixedGroup> {
  const group = await store.lockOf(run.id, groupKeyOf(activity), learnerId);
  if (!group) throw new Refusal(refusals['group-needed']);
  const members = await store.listActive(run.id, group.members);
  if (!group.fixed && members.length < (activity.group?.min ?? 1))
    throw new Refusal(refusals['group-too-small']);
  await store.saveFixed(group.id);
  return { id: group.id, members };
}
