/** What the form of an activity asks: what all kinds share, in groups, and what each kind adds. */
import {
  type ActivityType,
  type ActivityTypes,
  type AuthorField,
  activityTypes,
  type JudgedBy,
} from '#modules/content/contract.ts';
import { revealNames, revealWords } from '#modules/content/index.ts';
import type { FormOf } from './activity-source.ts';

export const fieldGroups = ['scoring', 'showing', 'dates', 'people'] as const;
export type FieldGroup = (typeof fieldGroups)[number];

const text = (name: string): AuthorField => ({ name, kind: 'text' });
const whole = (name: string, from: number, to: number): AuthorField => ({
  name,
  kind: 'number',
  from,
  to,
  whole: true,
});

export const judgesOf = (type: ActivityType): readonly JudgedBy[] =>
  type.judgedBy ?? [type.judge ? 'rule' : 'nobody'];

/** The attributes of all activities (docs/course-source.md), as far as they can mean something for this kind. */
export function commonFields(type: ActivityType): Record<FieldGroup, AuthorField[]> {
  const judges = judgesOf(type);
  const people = judges.includes('staff') || judges.includes('peers');
  const answered = type.answer !== null;
  return {
    scoring: answered
      ? [
          { name: 'points', kind: 'number', from: 0, to: 10_000 },
          text('attempts'),
          { name: 'extra', kind: 'flag' },
        ]
      : [],
    showing: answered
      ? [
          { name: 'show-answer', kind: 'word', words: ['never', 'answered', 'correct', 'finished'] },
          ...revealNames.map((name) => ({ name, kind: 'moment', words: revealWords }) as const),
        ]
      : [],
    dates: answered ? ['opens', 'due', 'late-until', 'closes'].map(text) : [],
    people: answered
      ? [
          ...(judges.length > 1 ? [{ name: 'judged-by', kind: 'word', words: judges } as const] : []),
          ...(people ? [text('rubric')] : []),
          ...(judges.includes('peers')
            ? [
                ...[whole('reviews', 1, 20), whole('review-days', 1, 365), whole('training', 0, 20)],
                ...[{ name: 'self-review', kind: 'flag' } as const, text('review-credit')],
              ]
            : []),
          ...(type.anonymous || type.variants ? [] : [text('group'), text('group-set')]),
        ]
      : [],
  };
}

export function formOf(name: string, types: ActivityTypes = activityTypes()): FormOf | null {
  const type = types.get(name);
  if (!type?.form) return null;
  const common = [text('title'), ...Object.values(commonFields(type)).flat()];
  return { form: type.form, common, types: new Set(types.keys()) };
}

/** Kinds that have a form, in the order of the list. */
export const insertable = (types: ActivityTypes = activityTypes()): string[] =>
  [...types.values()].flatMap(({ name, form }) => (form ? [name] : []));
