/**
 * Terms: a *program* is the learner's files and those *given* by the author, which nobody changes. A *battery* is tests
 * that run together: files of the language's test library, or *cases* of input and output. A hidden battery runs when
 * the program is handed in; learners see names and status of its tests only.
 */
import { type Static, Type } from 'typebox';
import { type Language, languages } from '#platform/sandbox/schema.ts';

const battery = Type.Object({
  hidden: Type.Boolean(),
  /** Shared equally by its tests; null: those of the cases. */
  points: Type.Union([Type.Number(), Type.Null()]),
  files: Type.Record(Type.String(), Type.String()),
  cases: Type.Array(
    Type.Object({
      name: Type.String(),
      stdin: Type.String(),
      expected: Type.String(),
      points: Type.Number(),
    }),
  ),
});
export type Battery = Static<typeof battery>;

export const codeSettings = Type.Object({
  language: Type.Enum([...languages] as Language[]),
  /** In the order of the source; what is not given is the learner's to write, from this beginning. */
  files: Type.Array(Type.Object({ name: Type.String(), content: Type.String(), given: Type.Boolean() })),
  batteries: Type.Array(battery),
  seconds: Type.Number(),
  megabytes: Type.Number(),
  /** Height of the first file's field. */
  lines: Type.Number(),
});
export type CodeSettings = Static<typeof codeSettings>;

export const longestFile = 100_000;
/** Name to content. */
export const codeAnswer = Type.Record(
  Type.String({ maxLength: 100 }),
  Type.String({ maxLength: longestFile }),
  { maxProperties: 20 },
);
export type CodeAnswer = Static<typeof codeAnswer>;

/** What the runner of the sandbox is asked. */
export interface CodeTask {
  language: Language;
  program: Record<string, string>;
  batteries: Battery[];
  seconds: number;
  megabytes: number;
}
export const codeRunner = 'sandbox';
