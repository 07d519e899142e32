import { partialScore } from '#activities/partial.ts';
import type { Translate } from '#lib/messages.ts';
import type { FormFields, Judgement } from '#modules/content/contract.ts';
import type { MatchAnswer, MatchSettings } from './settings.ts';

/** Field of a row: its id alone could meet another field's name. */
export const rowField = (id: string): string => `row-${id}`;

export function matchFromForm(fields: FormFields, { rows }: MatchSettings): MatchAnswer | null {
  const chosen = rows.flatMap(({ id }) => {
    const target = fields[rowField(id)]?.[0];
    return target ? [[id, target] as const] : [];
  });
  return chosen.length > 0 ? Object.fromEntries(chosen) : null;
}

/** Ids that are not there come from a page drawn before the question changed. */
export function refuseMatch(
  answer: MatchAnswer,
  { rows, targets }: MatchSettings,
  t: Translate,
): string | null {
  const known = Object.entries(answer).every(
    ([row, target]) => rows.some(({ id }) => id === row) && targets.some(({ id }) => id === target),
  );
  return known ? null : t('activities.question-changed');
}

/** A row left open counts as wrong, and is not spoken of. */
export function judgeMatch(answer: MatchAnswer, { rows, partial }: MatchSettings): Judgement {
  const parts = rows
    .filter(({ id }) => Object.hasOwn(answer, id))
    .map(({ id, target }) => ({ id, correct: answer[id] === target }));
  const right = parts.filter(({ correct }) => correct).length;
  return { score: partialScore(partial, right, rows.length), parts };
}

export const describeMatch = (answer: MatchAnswer, { rows, targets }: MatchSettings): string =>
  rows
    .filter(({ id }) => Object.hasOwn(answer, id))
    .map(
      ({ id, text }) => `${text}: ${targets.find((target) => target.id === answer[id])?.text ?? answer[id]}`,
    )
    .join('; ');
