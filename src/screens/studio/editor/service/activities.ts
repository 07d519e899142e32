/** Activities of a unit as forms. */
import { activityTypes } from '#modules/content/contract.ts';
import { readDraft } from '#modules/content/index.ts';
import type { Call } from '#platform/endpoint.ts';
import { Refusal } from '#platform/refusal.ts';
import { changed, filled, isSame, mergedAttributes, newValues, valuesOf } from '../rules/activity-fields.ts';
import { formOf, insertable } from '../rules/activity-form.ts';
import {
  type ActivityValues,
  type FormOf,
  insertBlock,
  newActivity,
  readActivity,
  writeActivity,
} from '../rules/activity-source.ts';
import { type ActivitiesQuery, type ActivityBody, refusals, type UnitParams } from '../schema.ts';
import { type Looked, lookAt, type OpenUnit, openUnit, readText } from './open-unit.ts';
import { type Outcome, saveText } from './save-unit.ts';

export interface OpenActivity {
  open: OpenUnit;
  values: ActivityValues;
  found: FormOf;
  base: number;
  /** It is not in the unit yet; where it will go. */
  isNew: boolean;
  line?: number;
  /** What compiling says of it. */
  problems: { message: string; remedy: string }[];
}

export interface ActivityChoice {
  open: OpenUnit;
  looked: Looked;
  kinds: string[];
  line?: number;
}

const names = () => new Set(activityTypes().keys());

const keyPattern = /^[a-zA-Z0-9][a-zA-Z0-9_-]{0,99}$/;

function freeKey({ text, params }: OpenUnit, type: string): string {
  for (let number = 1; ; number++) {
    const key = `${params.unit}-${type}${number > 1 ? `-${number}` : ''}`;
    if (!new RegExp(`#${key}(?![\\w-])`).test(text)) return key;
  }
}

export async function openActivities(
  call: Call,
  params: UnitParams,
  { type, line }: ActivitiesQuery,
): Promise<ActivityChoice | OpenActivity> {
  const open = await openUnit(call, params);
  const at = line === undefined ? {} : { line };
  if (type === undefined) return { open, looked: await lookAt(open, open.text), kinds: insertable(), ...at };
  const found = formOf(type);
  if (!found) throw new Refusal(refusals['activity-not-in-unit']);
  const values = newValues(type, freeKey(open, type), found);
  return { open, values, found, base: open.draft.revision, isNew: true, ...at, problems: [] };
}

function readIn(text: string, key: string): { values: ActivityValues; found: FormOf } {
  const values = readActivity(text, key, (type) => formOf(type), names());
  const found = values && formOf(values.type);
  if (!values || !found) throw new Refusal(refusals['activity-not-in-unit']);
  return { values, found };
}

/** Mistakes on the lines of the activity. */
async function problemsOf(open: OpenUnit, text: string, key: string) {
  const { draft } = await lookAt(open, text);
  const starts = [...(draft?.compiled?.places ?? [])].map(([name, place]) => ({
    name,
    line: place?.line ?? 1,
  }));
  const from = starts.find(({ name }) => name === key)?.line ?? 1;
  const to = Math.min(
    ...starts.map(({ line }) => line).filter((line) => line > from),
    Number.POSITIVE_INFINITY,
  );
  return (draft?.problems ?? []).filter(
    ({ severity, line }) => severity === 'error' && line !== null && line >= from && line < to,
  );
}

export async function openActivity(call: Call, params: UnitParams, key: string): Promise<OpenActivity> {
  const open = await openUnit(call, params);
  const { values, found } = readIn(open.text, key);
  const problems = await problemsOf(open, open.text, key);
  return { open, values, found, base: open.draft.revision, isNew: false, problems };
}

export type ActivityOutcome =
  /** The form again: a row was added, or what was saved has mistakes. */
  | { kind: 'form'; form: OpenActivity; saved: boolean }
  | { kind: 'saved'; open: OpenUnit; key: string; revision: number }
  | (Extract<Outcome, { kind: 'conflict' }> & { open: OpenUnit });

/** Writes what the form says; what would break out of its place is refused. */
function written(text: string, form: OpenActivity, before: string | null): string {
  const { values, found, line } = form;
  const next =
    before === null
      ? insertBlock(text, newActivity(values, found), line)
      : writeActivity(text, before, values, found);
  const again = next === null ? null : readActivity(next, values.key, (type) => formOf(type), names());
  if (next === null || !again || !isSame(again, values, found))
    throw new Refusal(refusals['activity-unwritable']);
  return next;
}

/** The unit as it stood when the form was drawn; before it was written, or never: nothing. */
async function textAt({ course, file }: OpenActivity['open'], revision: number): Promise<string> {
  const source = await readDraft(course.id, revision);
  return source.paths.includes(file) ? readText(source, file) : '';
}

async function save(call: Call, form: OpenActivity, before: string | null): Promise<ActivityOutcome> {
  const { open, values, base } = form;
  if (!keyPattern.test(values.key)) throw new Refusal(refusals['activity-key-wrong']);
  const isTaken = before !== values.key && new RegExp(`\\{#${values.key}(?![\\w-])`).test(open.text);
  if (isTaken) throw new Refusal(refusals['activity-key-wrong']);
  const began = base === open.draft.revision ? open.text : await textAt(open, base);
  const text = written(began, { ...form, values: filled(values, form.found) }, before);
  const outcome = await saveText(call, open, base, text);
  if (outcome.kind === 'conflict') return { ...outcome, open };
  const { revision } = outcome.saved;
  const problems = await problemsOf(open, outcome.saved.text, values.key);
  if (problems.length === 0) return { kind: 'saved', open, key: values.key, revision };
  return { kind: 'form', form: { ...form, base: revision, isNew: false, problems }, saved: true };
}

/** `key` null: a new one, of the type and with the key that the form names. */
export async function sendActivity(
  call: Call,
  params: UnitParams,
  key: string | null,
  { base, go, line, fields }: ActivityBody,
): Promise<ActivityOutcome> {
  const open = await openUnit(call, params);
  const known = key === null ? null : readIn(open.text, key);
  const found = known?.found ?? formOf(fields.type ?? '');
  if (!found) throw new Refusal(refusals['activity-not-in-unit']);
  const type = known?.values.type ?? fields.type ?? '';
  const sent = valuesOf(fields, found, { type, key: key ?? (fields.key ?? '').trim() });
  const values = known
    ? { ...sent, attributes: mergedAttributes(known.values.attributes, sent.attributes, found) }
    : sent;
  const form: OpenActivity = {
    ...{ open, values, found, isNew: key === null, problems: [] },
    base,
    ...(line !== undefined && { line }),
  };
  const next = changed(values, go, found);
  if (next) return { kind: 'form', form: { ...form, values: next }, saved: false };
  return save(call, form, key);
}
