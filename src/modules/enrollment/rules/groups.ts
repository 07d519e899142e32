/** Who hands in together, as pure decisions. */
import type { Activity } from '#modules/content/contract.ts';
import type { RefusalCode } from '#platform/refusal.ts';
import { type LearnerGroup, type LearnerTimes, refusals } from '../schema.ts';

type GroupActivity = Pick<Activity, 'key' | 'group'>;

/** What one group serves: the activity alone, or all of its set. Keys of activities hold no colon. */
export const groupKeyOf = ({ key, group }: GroupActivity): string => (group?.set ? `set:${group.set}` : key);

/** The learner's group for an activity; null: none yet, or none is wanted. */
export function groupOf(learner: LearnerTimes | null, activity: GroupActivity): LearnerGroup | null {
  if (!activity.group) return null;
  return learner?.groups?.find(({ key }) => key === groupKeyOf(activity)) ?? null;
}

/** Why the learner's group cannot hand this in; null: it can, or nobody needs one. */
export function refusalOfGroup(learner: LearnerTimes | null, activity: GroupActivity): RefusalCode | null {
  if (!activity.group) return null;
  const group = groupOf(learner, activity);
  if (!group) return refusals['group-needed'];
  // Who leaves the run after the first submission does not stop the others.
  if (!group.fixed && group.members.length < activity.group.min) return refusals['group-too-small'];
  return null;
}

/** As it was typed, to how it is stored. */
export const readCode = (typed: string): string => {
  const word = typed
    .toLowerCase()
    .replaceAll(/[^0-9a-z]/g, '')
    .replaceAll('o', '0')
    .replaceAll(/[il]/g, '1');
  return word.replace(/(.{4})(?=.)/g, '$1-');
};
