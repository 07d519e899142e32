/** Numbers are compared within their tolerance, formulas by their values at places drawn from the unknowns' ranges. */
import { readDecimal } from '#lib/decimal.ts';
import type { Translate } from '#lib/messages.ts';
import { mulberry32 } from '#lib/random.ts';
import type { FormFields, Judgement } from '#modules/content/contract.ts';
import { evaluate, type Mistake, parseExpression, type Values } from './rules/expression.ts';
import { factorBetween } from './rules/unit.ts';
import { drawValues } from './rules/values.ts';
import type { Accepted, CalculatedAnswer, CalculatedSettings } from './settings.ts';

export function answerOf(fields: FormFields): CalculatedAnswer | null {
  const value = fields.value?.[0]?.trim();
  const seed = Number(fields.seed?.[0]);
  return value && Number.isInteger(seed) ? { value, seed } : null;
}

/** What was typed where a number is asked for. `unit`: as typed, '' for none. */
type Typed = { value: number; unit: string } | { ambiguous: [number, number] } | null;

/** A number with or without a unit, or arithmetic of numbers: `1/3`, `2·sqrt(3)`. */
function readNumber(text: string): Typed {
  const read = readDecimal(text);
  if (read.kind === 'ambiguous') return { ambiguous: read.readings };
  if (read.kind === 'number' && (read.rest === '' || /^[^\d(+\-^]*$/.test(read.rest.charAt(0)))) {
    const unit = read.rest;
    const isUnit = unit === '' || !/^[*/]|[+(]/.test(unit);
    if (isUnit) return { value: read.value, unit };
  }
  const expression = parseExpression(text, []);
  if ('mistake' in expression) return null;
  const value = evaluate(expression, new Map());
  return Number.isFinite(value) ? { value, unit: '' } : null;
}

function explain({ mistake, at }: Mistake, t: Translate): string {
  if (mistake === 'name') return t('tasks.formula-name', { name: at });
  if (mistake === 'character') return t('tasks.formula-character', { character: at });
  return t('tasks.formula-shape');
}

const namesOf = ({ unknowns }: CalculatedSettings): string[] => unknowns.map(({ name }) => name);

function refuseNumber(text: string, settings: CalculatedSettings, t: Translate): string | null {
  const typed = readNumber(text);
  if (!typed) return t('activities.not-a-number', { answer: text });
  if ('ambiguous' in typed) {
    const [first, second] = typed.ambiguous;
    return t('activities.ambiguous-number', { answer: text, first: String(first), second: String(second) });
  }
  const { unit: asked, unitRequired } = settings;
  if (typed.unit === '') return unitRequired ? t('activities.unit-missing') : null;
  if (asked === null) return t('activities.not-a-number', { answer: text });
  if (unitRequired || factorBetween(typed.unit, asked) !== null) return null;
  return t('activities.unit-other', { rest: typed.unit, unit: asked });
}

export function refuseCalculated(
  { value, seed }: CalculatedAnswer,
  settings: CalculatedSettings,
  t: Translate,
  asked: number,
): string | null {
  if (seed !== asked) return t('tasks.new-values');
  if (settings.unknowns.length === 0) return refuseNumber(value, settings, t);
  const read = parseExpression(value, namesOf(settings));
  return 'mistake' in read ? explain(read, t) : null;
}

/** Floating point loses the last digits on every way to a number. */
const hair = 1e-9;

const isNear = (value: number, wanted: number, { size, relative }: Accepted['tolerance']): boolean =>
  Math.abs(value - wanted) <= (relative ? size * Math.abs(wanted) : size) + hair * Math.abs(wanted) + 1e-300;

/** Places at which formulas are compared: the same for everybody. */
const places = 24;
/** Where the wanted formula has no value (a root of a negative number) nothing is compared; so many must be left. */
const fewest = 4;

function fitsFormula(
  text: string,
  accepted: Accepted,
  settings: CalculatedSettings,
  numbers: Values,
): boolean {
  const names = namesOf(settings);
  const given = parseExpression(text, names);
  const wanted = parseExpression(accepted.is, [...names, ...numbers.keys()]);
  if ('mistake' in given || 'mistake' in wanted) return false;
  const random = mulberry32(1);
  let compared = 0;
  for (let place = 0; place < places; place++) {
    const at = new Map(numbers);
    for (const { name, from, to } of settings.unknowns) at.set(name, from + random() * (to - from));
    const value = evaluate(wanted, at);
    if (!Number.isFinite(value)) continue;
    if (!isNear(evaluate(given, at), value, accepted.tolerance)) return false;
    compared += 1;
  }
  return compared >= fewest;
}

function fitsNumber(
  text: string,
  accepted: Accepted,
  settings: CalculatedSettings,
  numbers: Values,
): boolean {
  const typed = readNumber(text);
  const wanted = parseExpression(accepted.is, numbers.keys());
  if (!typed || 'ambiguous' in typed || 'mistake' in wanted) return false;
  if (typed.unit === '' && settings.unitRequired) return false;
  const factor = typed.unit === '' || settings.unit === null ? 1 : factorBetween(typed.unit, settings.unit);
  return factor !== null && isNear(typed.value * factor, evaluate(wanted, numbers), accepted.tolerance);
}

/** By the seed that the answer names, which is the one that was asked. */
export function judgeCalculated({ value, seed }: CalculatedAnswer, settings: CalculatedSettings): Judgement {
  const { numbers } = drawValues(settings, seed);
  const fits = settings.unknowns.length > 0 ? fitsFormula : fitsNumber;
  const found = settings.accepted.find((accepted) => fits(value, accepted, settings, numbers));
  return { score: found?.score ?? 0, ...(found?.feedback && { feedback: [found.feedback] }) };
}
