/** The directive `:::pool{#key draw=2}` around activities. */
import type { RootContent } from 'mdast';
import type { ContainerDirective } from 'mdast-util-directive';
import type { Activity } from '../contract.ts';
import type { Pool } from '../schema.ts';
import { checkAttributes } from './attributes.ts';
import { isContainer, placeOf } from './markdown.ts';
import type { Report } from './problems.ts';

export const isPool = (node: RootContent): node is ContainerDirective =>
  isContainer(node) && node.name === 'pool';

/** A pool of the activities that were read from inside it. What does not stand in an activity has no place in it. */
export function readPool(
  node: ContainerDirective,
  key: string,
  activities: readonly Activity[],
  strangers: readonly RootContent[],
  report: Report,
): Pool {
  checkAttributes(node, ['id', 'draw'], report);
  const place = placeOf(node);
  for (const stranger of strangers) {
    const message = 'In a pool stand activities only.';
    const remedy = 'Move this into an activity, or out of the pool.';
    report({ code: 'invalid-pool', message, remedy, place: placeOf(stranger) });
  }
  const draw = Number(node.attributes?.draw ?? 1);
  if (!(Number.isInteger(draw) && draw >= 1 && draw <= activities.length)) {
    const message = `${node.attributes?.draw ?? 1} of ${activities.length} activities cannot be drawn.`;
    const remedy = 'Write `draw` as a whole number from 1 to the number of activities in the pool.';
    report({ code: 'invalid-pool', message, remedy, place });
  }
  for (const activity of activities)
    if (activity.group) {
      const message = `"${activity.key}" is for groups, and stands in a pool.`;
      report({ code: 'group-in-pool', message, remedy: 'Move it out of the pool.', place });
    }
  if (new Set(activities.map(({ points }) => points)).size > 1) {
    const message = `The activities of the pool "${key}" give different points, so that learners can reach different totals.`;
    const remedy = 'Give each the same points.';
    report({ code: 'uneven-pool', message, remedy, place, severity: 'warning' });
  }
  return { key, draw, activities: activities.map((activity) => activity.key) };
}
