/** calculated: a question with numbers of one's own; the answer is a number with a unit, or a formula. */
import type { ActivityType } from '#modules/content/contract.ts';
import { calculatedForm } from './form.ts';
import { answerOf, judgeCalculated, refuseCalculated } from './judge.ts';
import { readCalculated } from './read.ts';
import { drawValues, fillValues, printNumber } from './rules/values.ts';
import {
  type CalculatedAnswer,
  type CalculatedSettings,
  calculatedAnswer,
  calculatedSettings,
} from './settings.ts';
import { CalculatedView } from './views.tsx';

const printed = (value: number | string): string =>
  typeof value === 'number' ? printNumber(value, 'en') : value;

export const calculated: ActivityType<CalculatedSettings, CalculatedAnswer> = {
  name: 'calculated',
  attributes: ['answer', 'tolerance', 'unit', 'unit-required', 'values'],
  form: calculatedForm,
  defaultPoints: 1,
  settings: calculatedSettings,
  words: ['accepted.*.feedback'],
  answer: calculatedAnswer,
  read: readCalculated,
  fromForm: answerOf,
  refuse: refuseCalculated,
  judge: judgeCalculated,
  variants: ({ values }) => values,
  fill: (html, settings, seed, locale) => fillValues(html, drawValues(settings, seed), locale),
  ask: (settings, seed) => ({
    seed,
    values: Object.fromEntries(drawValues(settings, seed).shown),
    unknowns: settings.unknowns,
    unit: settings.unitRequired ? null : settings.unit,
  }),
  describe({ value, seed }, settings) {
    const values = [...drawValues(settings, seed).shown].map(([name, of]) => `${name} = ${printed(of)}`);
    return values.length > 0 ? `${value} (${values.join(', ')})` : value;
  },
  view: CalculatedView,
};
