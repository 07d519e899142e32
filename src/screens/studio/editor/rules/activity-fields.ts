/**
 * The controls of an activity's form: `attribute.points`, `prompt`, `part.options.0.text`. What a button asks of the rows
 * (`add:options`, `up:options:2`) is done to the values; nothing is saved by it.
 */
import { clockOfDuration, durationOfClock } from '#lib/clock-time.ts';
import type { AuthorField, AuthorPart, JudgedBy } from '#modules/content/contract.ts';
import { type ActivityValues, commonParts, type FormOf } from './activity-source.ts';
import type { Row } from './attributes.ts';
import { flagsOf } from './parts.ts';

export const partsOf = ({ form }: FormOf): AuthorPart[] => [...form.parts, ...commonParts];

/** Those that the form shows: a rubric is for people who judge, hints and a solution for what somebody judges. */
export function shownParts(found: FormOf, values: ActivityValues, judges: readonly JudgedBy[]): AuthorPart[] {
  const byPeople = judges.includes('staff') || judges.includes('peers');
  const isJudged = judges.some((judge) => judge !== 'nobody');
  const fits = (name: string) =>
    name === 'rubric' ? byPeople : isJudged || (name !== 'hint' && name !== 'solution');
  return partsOf(found).filter(({ name }) => fits(name) || (values.parts[name]?.length ?? 0) > 0);
}

/** Parts of which there is one. */
const single = new Set(['solution', 'rubric']);
export const isSingle = (part: AuthorPart): boolean => single.has(part.name);

/** The form says nothing of it where it is needed; a part of the same name can say it as well (`::answer`). */
export function isNeeded(
  { name, required }: AuthorField,
  { attributes, parts }: Pick<ActivityValues, 'attributes' | 'parts'> = { attributes: {}, parts: {} },
): boolean {
  if (!required || (parts[name]?.length ?? 0) > 0) return false;
  return required === true || (attributes['judged-by'] || 'rule') === 'rule';
}

/** The language of a program, which its files have where they name none. */
export function languageOf({ form }: FormOf, attributes: Row): string {
  const field = form.attributes.find(({ name }) => name === 'language');
  return attributes.language || (field?.kind === 'word' && field.words[0]) || 'text';
}

const plain = (text: string): string => text.replaceAll('\r\n', '\n');

/** Ticks come only where they are set: a flag that is not there is off. */
export function valuesOf(
  fields: Readonly<Record<string, string>>,
  found: FormOf,
  { type, key }: Pick<ActivityValues, 'type' | 'key'>,
): ActivityValues {
  const flags = flagsOf([...found.common, ...found.form.attributes]);
  const lengths = new Set(
    found.form.attributes.flatMap(({ name, kind }) => (kind === 'length' ? [name] : [])),
  );
  const attributes: Row = Object.fromEntries([...flags].map((name) => [name, '']));
  const rows = new Map<string, Map<number, Row>>();
  for (const [name, value] of Object.entries(fields)) {
    const [kind, one = '', at = '', ...rest] = name.split('.');
    // A time beside a choice counts where it is given.
    if (kind === 'attribute' && one && (at !== 'time' || value.trim()))
      attributes[one] = lengths.has(one) ? durationOfClock(value.trim()) : plain(value).trim();
    if (kind !== 'part' || !/^\d{1,4}$/.test(at)) continue;
    const known = rows.get(one) ?? new Map<number, Row>();
    known.set(Number(at), { ...known.get(Number(at)), [rest.join('.')]: plain(value) });
    rows.set(one, known);
  }
  const parts = partsOf(found).map((part): [string, Row[]] => {
    const own = rows.get(part.name) ?? new Map<number, Row>();
    const inOrder = [...own].sort(([a], [b]) => a - b).map(([, row]) => withFlags(row, part));
    // A fence without a language would take its role for one.
    const language = languageOf(found, attributes);
    if (part.kind === 'fences')
      return [part.name, inOrder.map((row) => ({ ...row, language: row.language?.trim() || language }))];
    return [part.name, inOrder];
  });
  return { type, key, attributes, prompt: plain(fields.prompt ?? ''), parts: Object.fromEntries(parts) };
}

/** What comes back of an attribute where nobody touched its control. */
function sentUntouched(field: AuthorField, value: string): string {
  if (field.kind === 'length') return durationOfClock(clockOfDuration(value).trim());
  // A choice without a blank shows its first word, which is what a source without one means.
  if (field.kind === 'word' && field.required && value === '') return field.words[0] ?? '';
  return value.replaceAll('\n', '').trim();
}

/** What was sent, over what is known: a program may send a part. What the form did not change keeps its spelling. */
export function mergedAttributes(known: Row, sent: Row, { common, form }: FormOf): Row {
  const untouched = [...common, ...form.attributes].filter(
    (field) => sent[field.name] === sentUntouched(field, known[field.name] ?? ''),
  );
  return { ...known, ...sent, ...Object.fromEntries(untouched.map(({ name }) => [name, known[name] ?? ''])) };
}

function withFlags(row: Row, part: AuthorPart): Row {
  const { shown: _, ...rest } = row;
  const own = 'fields' in part ? [...flagsOf(part.fields)] : [];
  const ticks = part.kind === 'list' && part.list === 'boxes' ? ['checked'] : own;
  return { ...Object.fromEntries(ticks.map((name) => [name, ''])), ...rest };
}

/** A row as the part writes one, empty. */
export function emptyRow(part: AuthorPart): Row {
  if (part.kind === 'list') return { text: '', checked: '', id: '', value: '', feedback: '' };
  if (part.kind === 'pairs') return { left: '', right: '' };
  const fields = Object.fromEntries(part.fields.map(({ name }) => [name, '']));
  if (part.kind === 'leaves') return { ...(part.label && { caption: '' }), ...fields };
  if (part.kind === 'fences') return { language: '', role: part.roles[0] ?? '', ...fields, content: '' };
  return { ...(part.keyed && { id: '' }), ...fields, body: '' };
}

/** Role and language of a block are there before anything is written. */
const isEmpty = ({ role: _role, language: _language, ...row }: Row): boolean =>
  Object.values(row).every((value) => !value.trim());

/** The empty rows that a new part shows: two options make a question. */
function firstRows(part: AuthorPart): Row[] {
  if (part.kind === 'fences') return part.begins.map((role) => ({ ...emptyRow(part), role }));
  const count = { list: 2, pairs: 3, leaves: 0, containers: 0 }[part.kind];
  return Array.from({ length: count }, () => emptyRow(part));
}

export function newValues(type: string, key: string, found: FormOf): ActivityValues {
  const parts = partsOf(found).map((part): [string, Row[]] => [part.name, firstRows(part)]);
  return { type, key, attributes: {}, prompt: '', parts: Object.fromEntries(parts) };
}

/** What a button of a row asks for; null: it is none. */
export function changed(values: ActivityValues, go: string, found: FormOf): ActivityValues | null {
  const [what = '', name = '', place = ''] = go.split(':');
  const part = partsOf(found).find((one) => one.name === name);
  if (!part || !['add', 'remove', 'up', 'down'].includes(what)) return null;
  const rows = [...(values.parts[name] ?? [])];
  const at = Number(place);
  if (what === 'add') rows.push(emptyRow(part));
  else if (what === 'remove') rows.splice(at, 1);
  else {
    const other = what === 'up' ? at - 1 : at + 1;
    const [one, two] = [rows[at], rows[other]];
    if (one && two) {
      rows[at] = two;
      rows[other] = one;
    }
  }
  return { ...values, parts: { ...values.parts, [name]: rows } };
}

/** Without rows that nobody filled in; they are no part of the activity. The head of a table stays where it is. */
export const filled = (values: ActivityValues, found: FormOf): ActivityValues => ({
  ...values,
  parts: Object.fromEntries(
    partsOf(found).map(({ name, kind }) => {
      const [first, ...others] = values.parts[name] ?? [];
      const own = others.filter((row) => !isEmpty(row));
      if (!first) return [name, []];
      if (kind === 'pairs') return [name, own.length > 0 ? [first, ...own] : []];
      return [name, isEmpty(first) ? own : [first, ...own]];
    }),
  ),
});

const settledText = (text: string): string => text.trim().replace(/[ \t]*\n\s*\n/g, '\n\n');
const settledRow = (row: Row): [string, string][] =>
  Object.entries(row)
    .map(([name, value]): [string, string] => [name, settledText(value)])
    .filter(([, value]) => value !== '')
    .sort(([a], [b]) => (a < b ? -1 : 1));

function settled(values: ActivityValues, found: FormOf): string {
  const { parts } = filled(values, found);
  return JSON.stringify([
    settledRow(values.attributes),
    settledText(values.prompt),
    partsOf(found).map(({ name }) => (parts[name] ?? []).map(settledRow)),
  ]);
}

/** What was written means what the form said: a fence or a bracket typed in a text can break out of its place. */
export const isSame = (a: ActivityValues, b: ActivityValues, found: FormOf): boolean =>
  settled(a, found) === settled(b, found);
