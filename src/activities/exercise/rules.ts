/** From the form to an answer, what an answer lacks, and how people read it. Pure. */

import { Value } from 'typebox/value';
import type { Translate } from '#lib/messages.ts';
import type { AnswerFile, FormFields, GradingTask } from '#modules/content/contract.ts';
import {
  type ExerciseAnswer,
  type ExerciseField,
  type ExerciseFile,
  type ExerciseSettings,
  exerciseFile,
  longestValue,
} from './settings.ts';

/** Names in our form: the learner's language, files as their uploads name them, and which field a file is for. */
export const languageName = 'language';
export const fileName = 'file';
export const belongsName = (id: string): string => `for.${id}`;
/** A field of the exercise, kept apart from ours. */
export const valueName = (field: string): string => `in.${field}`;

const isFilled = (values: readonly string[]) => values.some((value) => value.trim() !== '');

const plain = (value: string) => value.replace(/\r\n?/g, '\n').slice(0, longestValue);

export const fileFields = ({ fields }: ExerciseSettings): ExerciseField[] =>
  fields.filter(({ type }) => type === 'file');

type Given = Omit<ExerciseFile, 'field'>;

/** As it stands in the form: the file in JSON, since a form knows texts only. */
function fileOf(text: string): Given[] {
  try {
    const file: unknown = JSON.parse(text);
    return Value.Check(exerciseFile, { field: '', ...(file as object) }) ? [file as Given] : [];
  } catch {
    return [];
  }
}

/** The field of a file: the one that was chosen, the one that asks for this name, the first that is free, the last. */
function fieldFor(file: Given, fields: FormFields, wanted: ExerciseField[], taken: Set<string>): string {
  const chosen = fields[belongsName(file.id)]?.[0];
  if (chosen && wanted.length === 0) return chosen;
  const field =
    wanted.find(({ name }) => name === chosen) ??
    wanted.find(({ name, label }) => label === file.name && !taken.has(name)) ??
    wanted.find(({ name }) => !taken.has(name)) ??
    wanted.at(-1);
  return field?.name ?? 'file1';
}

function filesFromForm(fields: FormFields, settings: ExerciseSettings): ExerciseFile[] {
  const taken = new Set<string>();
  return (fields[fileName] ?? []).flatMap(fileOf).map((file) => {
    const field = fieldFor(file, fields, fileFields(settings), taken);
    taken.add(field);
    const { id, name, sha256, size, type } = file;
    return { field, id, name, sha256, size, type };
  });
}

export function exerciseFromForm(fields: FormFields, settings: ExerciseSettings): ExerciseAnswer | null {
  const named = new Set(settings.fields.filter(({ type }) => type !== 'note').map(({ name }) => name));
  const kept = Object.entries(fields).flatMap(([name, values]): [string, string[]][] => {
    const field = name.startsWith('in.') ? name.slice(3) : null;
    const known = field !== null && (named.size === 0 || named.has(field));
    return known && isFilled(values) ? [[field, values.map(plain)]] : [];
  });
  const files = filesFromForm(fields, settings);
  if (kept.length === 0 && files.length === 0) return null;
  const language = fields[languageName]?.[0];
  return {
    fields: Object.fromEntries(kept),
    files,
    ...(language && /^[a-z]{2,3}$/.test(language) && { language }),
  };
}

const isGiven = ({ name, type }: ExerciseField, answer: ExerciseAnswer): boolean =>
  type === 'file' ? answer.files.some(({ field }) => field === name) : isFilled(answer.fields[name] ?? []);

/** Values that the field does not offer are a form of another version: asked again at no cost. */
const isOffered = ({ name, options }: ExerciseField, answer: ExerciseAnswer): boolean =>
  options.length === 0 ||
  (answer.fields[name] ?? []).every((value) => options.some((option) => option.value === value));

export function refuseExercise(
  answer: ExerciseAnswer,
  { fields }: ExerciseSettings,
  t: Translate,
): string | null {
  const missing = fields.find((field) => field.required && !isGiven(field, answer));
  if (missing) return t('exercise.missing', { field: missing.label || missing.name });
  return fields.every((field) => isOffered(field, answer)) ? null : t('activities.question-changed');
}

/** What the service is asked: where it stands, nothing of the learner. */
export const exerciseTask = (_answer: ExerciseAnswer, settings: ExerciseSettings): GradingTask => ({
  runner: settings.protocol === 'aplus' ? 'aplus' : 'grader',
  spec: { service: settings.service },
});

export const exerciseFiles = ({ files }: ExerciseAnswer): AnswerFile[] =>
  files.map(({ field: _, ...file }) => file);

export function describeExercise(answer: ExerciseAnswer, { fields }: ExerciseSettings): string {
  const labelOf = (name: string) => fields.find((field) => field.name === name)?.label || name;
  const shown = (name: string, value: string) =>
    fields.find((field) => field.name === name)?.options.find((option) => option.value === value)?.text ??
    value;
  const lines = Object.entries(answer.fields).map(
    ([name, values]) => `${labelOf(name)}: ${values.map((value) => shown(name, value)).join('; ')}`,
  );
  return [...lines, ...answer.files.map(({ field, name }) => `${labelOf(field)}: ${name}`)].join('\n');
}
