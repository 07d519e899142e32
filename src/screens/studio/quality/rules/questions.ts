/** Questions that compile and that nobody can answer, or everybody. */
import { activityTypeOf } from '#modules/content/contract.ts';
import type { Rule } from './page.ts';

/** What its own kind knows. */
export const doubts: Rule = ({ activities }) =>
  activities.flatMap(({ activity, line }) =>
    (activityTypeOf(activity.type).doubts?.(activity.settings) ?? []).map(({ code, values = {} }) => ({
      ...{ rule: code, line, values },
    })),
  );

export const unasked: Rule = ({ activities }) =>
  activities.flatMap(({ activity, line }) => {
    const { answer, form } = activityTypeOf(activity.type);
    // The heads of its columns ask.
    const isTable = form?.parts.some(({ kind }) => kind === 'pairs') ?? false;
    const asks = isTable || activity.prompt.trim() !== '' || activity.title !== null;
    return answer === null || asks ? [] : [{ rule: 'question-unasked', line, values: {} }];
  });

/** Who failed learns nothing where nobody says what was right. */
export const unexplained: Rule = ({ activities }) =>
  activities.flatMap(({ activity, line }) => {
    const { judge } = activityTypeOf(activity.type);
    const says = activity.solution !== null || JSON.stringify(activity.settings).includes('"feedback":"');
    const matters = judge !== undefined && activity.attempts === 1 && activity.showAnswer !== 'never';
    return matters && !says ? [{ rule: 'question-unexplained', line, values: {} }] : [];
  });
