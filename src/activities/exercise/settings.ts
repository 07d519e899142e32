/**
 * Terms: an *exercise* is judged by a *grading service* of its own address. Its *fields* are what the learner fills in;
 * without any the service draws the form itself. A *note* is a field that is only read.
 */
import { type Static, Type } from 'typebox';

export const fieldTypes = [
  'text',
  'number',
  'textarea',
  'radio',
  'checkbox',
  'dropdown',
  'file',
  'note',
] as const;

const option = Type.Object({ value: Type.String(), html: Type.String(), text: Type.String() });

export const exerciseField = Type.Object({
  name: Type.String(),
  type: Type.Enum([...fieldTypes]),
  label: Type.String(),
  /** What stands above the control, as sanitized HTML. */
  html: Type.String(),
  required: Type.Boolean(),
  options: Type.Array(option),
});
export type ExerciseField = Static<typeof exerciseField>;

export const protocols = ['aplus', 'lectern'] as const;

export const exerciseSettings = Type.Object({
  /** Address of the exercise at its grading service. */
  service: Type.String(),
  protocol: Type.Enum([...protocols]),
  fields: Type.Array(exerciseField),
});
export type ExerciseSettings = Static<typeof exerciseSettings>;

export const longestValue = 100_000;
export const mostFiles = 20;
/** Graders take no more at once. */
export const largestFile = 32_000_000;

export const exerciseFile = Type.Object({
  /** Name of the field it was chosen in. */
  field: Type.String({ maxLength: 200 }),
  id: Type.String({ format: 'uuid' }),
  name: Type.String({ maxLength: 200 }),
  sha256: Type.String({ pattern: '^[0-9a-f]{64}$' }),
  size: Type.Integer({ minimum: 0 }),
  type: Type.String({ maxLength: 200 }),
});

export type ExerciseFile = Static<typeof exerciseFile>;

export const exerciseAnswer = Type.Object({
  fields: Type.Record(
    Type.String({ maxLength: 200 }),
    Type.Array(Type.String({ maxLength: longestValue }), { maxItems: 200 }),
    { maxProperties: 300 },
  ),
  files: Type.Array(exerciseFile, { maxItems: mostFiles }),
  /** In which the learner read the form; the service answers in it. */
  language: Type.Optional(Type.String({ pattern: '^[a-z]{2,3}$' })),
});
export type ExerciseAnswer = Static<typeof exerciseAnswer>;
