/** numeric: a number with tolerance and unit, read as people write it. */
import type { ActivityType } from '#modules/content/contract.ts';
import { numericForm } from './form.ts';
import { judgeNumber, refuseNumber } from './judge.ts';
import { readNumeric } from './read.ts';
import { doubtsOfNumber, poolUnits } from './rules.ts';
import { type NumericAnswer, type NumericSettings, numericAnswer, numericSettings } from './settings.ts';
import { NumericView } from './views.tsx';

export const numeric: ActivityType<NumericSettings, NumericAnswer> = {
  name: 'numeric',
  attributes: ['answer', 'tolerance', 'unit', 'unit-required'],
  form: numericForm,
  doubts: doubtsOfNumber,
  defaultPoints: 1,
  settings: numericSettings,
  words: ['ranges.*.feedback', 'units'],
  pool: poolUnits,
  answer: numericAnswer,
  read: readNumeric,
  fromForm: (fields) => fields.value?.[0]?.trim() || null,
  refuse: refuseNumber,
  judge: judgeNumber,
  ask: ({ units, unitRequired }) => ({ unit: unitRequired ? null : (units[0] ?? null), unitRequired }),
  describe: (answer) => answer,
  view: NumericView,
};
