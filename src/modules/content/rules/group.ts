/** The attributes `group=2-4` and `group-set=name`: who hands in together. */
import type { Activity, ActivityType, JudgedBy } from '../contract.ts';
import { keyPattern } from './problems.ts';

export const groupAttributes = ['group', 'group-set'] as const;

/** Larger groups are no groups. */
const largest = 50;

type Wrong = (name: string, remedy: string) => void;

/** What a group answers must be the same for all of its members. */
function refuseDifferent(
  type: ActivityType,
  settings: unknown,
  judgedBy: JudgedBy | undefined,
  wrong: Wrong,
) {
  if (!type.answer) wrong('group', `Leave it out: a ${type.name} is not handed in.`);
  if (judgedBy === 'peers') wrong('group', 'Leave it out, or let somebody else judge than peers.');
  if (type.anonymous?.(settings)) wrong('group', 'Leave it out: what is anonymous is answered alone.');
  if (type.variants?.(settings)) wrong('group', 'Leave it out: here each learner gets other values.');
}

/** Reports what is wrong with it; undefined: handed in alone. */
export function readGroup(
  attributes: Record<string, string | null | undefined>,
  { type, settings, judgedBy }: { type: ActivityType; settings: unknown; judgedBy: JudgedBy | undefined },
  wrong: Wrong,
): Activity['group'] {
  const { group, 'group-set': set } = attributes;
  if (group === undefined || group === null) {
    if (set !== undefined && set !== null) wrong('group-set', 'Say how large the groups are: group=2-4.');
    return undefined;
  }
  const [, first, second] = /^([1-9]\d?)(?:-([1-9]\d?))?$/.exec(group) ?? [];
  const [min, max] = [Number(first), Number(second ?? first)];
  if (!(min <= max && max >= 2 && max <= largest)) {
    wrong('group', `Write the size of a group, as 3 or 2-4; at most ${largest}.`);
    return undefined;
  }
  refuseDifferent(type, settings, judgedBy, wrong);
  if (set === undefined || set === null) return { min, max };
  if (!keyPattern.test(set)) wrong('group-set', 'Write a name of small letters, digits and hyphens.');
  return { min, max, set };
}
