/**
 * Terms: an item is *in order* if it belongs to the longest run of items whose places rise as they should; the others
 * are the fewest that would have to be moved. One item put wrongly costs one step, not the places of all behind it.
 */
import { partialScore } from '#activities/partial.ts';
import type { Translate } from '#lib/messages.ts';
import type { FormFields, Judgement } from '#modules/content/contract.ts';
import type { OrderAnswer, OrderSettings } from './settings.ts';

/** Field of an item: its id alone could meet another field's name. */
export const placeField = (id: string): string => `place-${id}`;

export function orderFromForm(fields: FormFields, { items }: OrderSettings): OrderAnswer | null {
  const places = items.flatMap(({ id }) => {
    const place = Number(fields[placeField(id)]?.[0] || Number.NaN);
    return Number.isInteger(place) ? [[id, place] as const] : [];
  });
  return places.length > 0 ? Object.fromEntries(places) : null;
}

export function refuseOrder(answer: OrderAnswer, { items }: OrderSettings, t: Translate): string | null {
  if (Object.keys(answer).some((id) => !items.some((item) => item.id === id))) {
    return t('activities.question-changed');
  }
  const open = items.filter(({ id }) => !Object.hasOwn(answer, id));
  if (open.length > 0) return t('activities.order-incomplete', { count: open.length });
  const taken = new Set(Object.values(answer));
  const fits = items.every((_, index) => taken.has(index + 1));
  return fits ? null : t('activities.order-twice');
}

/** Ids in the order the learner gave. */
export const orderOf = (answer: OrderAnswer): string[] =>
  Object.keys(answer).sort((one, other) => (answer[one] ?? 0) - (answer[other] ?? 0));

/** The longest rising run of a list of different numbers, in its order. Quadratic: lists are short. */
function longestRise(numbers: readonly number[]): number[] {
  const runs: number[][] = [];
  for (const number of numbers) {
    const before = runs.filter((run) => (run.at(-1) ?? 0) < number);
    const longest = before.reduce<number[]>((best, run) => (run.length > best.length ? run : best), []);
    runs.push([...longest, number]);
  }
  return runs.reduce((best, run) => (run.length > best.length ? run : best), []);
}

export function judgeOrder(answer: OrderAnswer, { sequence, partial }: OrderSettings): Judgement {
  const given = orderOf(answer).filter((id) => sequence.includes(id));
  const inOrder = new Set(longestRise(given.map((id) => sequence.indexOf(id))));
  // One item is always in order, so it counts for nothing.
  const parts = given.map((id) => ({ id, correct: inOrder.size > 1 && inOrder.has(sequence.indexOf(id)) }));
  const score = partialScore(partial, Math.max(0, inOrder.size - 1), sequence.length - 1);
  return { score, parts };
}

export const describeOrder = (answer: OrderAnswer, { items }: OrderSettings): string =>
  orderOf(answer)
    .map((id) => `${answer[id]}. ${items.find((item) => item.id === id)?.text ?? id}`)
    .join('; ');
