/** Checks what came in against an endpoint's shapes. Pure: it has no effect but its answer. */
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import formats from 'ajv-formats';
import type { TSchema } from 'typebox';
import { commonRefusals, type FieldProblem, Refusal } from './refusal.ts';

/** Strict for programs; forms and addresses carry only text, so numbers and booleans are read from it. */
const forJson = new Ajv({ allErrors: true, strict: false, useDefaults: true });
const forText = new Ajv({ allErrors: true, strict: false, useDefaults: true, coerceTypes: 'array' });
for (const ajv of [forJson, forText]) addFormats(ajv);

function addFormats(ajv: Ajv): void {
  const plugin = (formats as unknown as { default?: (target: Ajv) => void }).default ?? formats;
  (plugin as unknown as (target: Ajv) => void)(ajv);
}

/**
 * Reading numbers from text would read null as 0, and a form's null means that nothing was filled in: where a shape
 * takes null, null is tried first, as it is.
 */
function withNullFirst(shape: unknown): unknown {
  if (Array.isArray(shape)) return shape.map(withNullFirst);
  if (typeof shape !== 'object' || shape === null) return shape;
  const inner = Object.entries(shape).map(([name, value]) => [name, withNullFirst(value)]);
  const copy: { anyOf?: { type?: string }[] } = Object.fromEntries(inner);
  if (!copy.anyOf?.some(({ type }) => type === 'null')) return copy;
  return { ...copy, anyOf: [{ const: null }, ...copy.anyOf] };
}

const isNullTried = ({ keyword, params }: ErrorObject): boolean =>
  keyword === 'const' && params.allowedValue === null;

const compiled = new WeakMap<TSchema, { json: ValidateFunction; text: ValidateFunction }>();

function validatorOf(shape: TSchema, kind: 'json' | 'text'): ValidateFunction {
  let pair = compiled.get(shape);
  if (!pair) {
    pair = { json: forJson.compile(shape), text: forText.compile(withNullFirst(shape) as TSchema) };
    compiled.set(shape, pair);
  }
  return pair[kind];
}

/** What is wrong, in words that need no translation table: the field's path and ajv's own rule. */
function problemOf(error: ErrorObject): FieldProblem {
  const at = error.instancePath.replace(/^\//, '').replaceAll('/', '.');
  const extra =
    error.keyword === 'required' ? (error.params as { missingProperty: string }).missingProperty : '';
  const unknown =
    error.keyword === 'additionalProperties'
      ? (error.params as { additionalProperty: string }).additionalProperty
      : '';
  const path = [at, extra || unknown].filter(Boolean).join('.');
  if (error.keyword === 'required') return { path, message: 'required' };
  if (error.keyword === 'additionalProperties') return { path, message: 'unknown' };
  if (error.keyword === 'minLength') return { path, message: 'required' };
  if (error.keyword === 'maxLength') return { path, message: 'too-long' };
  if (error.keyword === 'format')
    return { path, message: `not-${(error.params as { format: string }).format}` };
  return { path, message: error.message ?? 'invalid' };
}

/** Names that reach an object's prototype; no honest client sends them. */
const poisonous = new Set(['__proto__', 'constructor', 'prototype']);

/** The highest number that a column of PostgreSQL's type `integer` holds; for shapes of what is kept in one. */
export const largestInteger = 2_147_483_647;

/** Text that PostgreSQL cannot hold: a zero byte, half a character. */
export const isStorable = (text: string): boolean => !text.includes('\0') && text.isWellFormed();

const refuseField = (path: string, message: string): never => {
  throw new Refusal(commonRefusals['invalid-input'], { fields: [{ path, message }] });
};

/** A copy, for the validator to fill with defaults; whatever is a trap is refused on the way. */
function copyClean(value: unknown, path: string, depth: number): unknown {
  if (typeof value === 'string' && !isStorable(value)) refuseField(path.slice(1), 'invalid');
  if (typeof value !== 'object' || value === null) return value;
  if (depth > 40) refuseField(path, 'too-deep');
  if (Array.isArray(value)) return value.map((inner, at) => copyClean(inner, `${path}.${at}`, depth + 1));
  const copy: Record<string, unknown> = {};
  for (const [name, inner] of Object.entries(value)) {
    if (poisonous.has(name)) refuseField(`${path}.${name}`, 'unknown');
    copy[name] = copyClean(inner, `${path}.${name}`, depth + 1);
  }
  return copy;
}

/** The value in the shape's types, with its defaults; throws a refusal that names each wrong field. */
export function checkInput(
  shape: TSchema | undefined,
  value: unknown,
  kind: 'json' | 'text',
): Record<string, unknown> {
  const copy = copyClean(value ?? {}, '', 0) as Record<string, unknown>;
  if (!shape) return {};
  const validate = validatorOf(shape, kind);
  if (validate(copy)) return copy;
  // Of several rules that a field breaks, the first says it best: "required" before "does not match".
  const problems = new Map<string, FieldProblem>();
  const errors = (validate.errors ?? []).filter((error) => !isNullTried(error));
  for (const problem of errors.map(problemOf))
    if (!problems.has(problem.path)) problems.set(problem.path, problem);
  throw new Refusal(commonRefusals['invalid-input'], { fields: [...problems.values()] });
}
