/**
 * Terms: to *translate* a unit is to write its variant, block by block beside the original. A translation is *ready*
 * when somebody said so of what the original says now, *begun* as long as nobody did, *stale* when the original has
 * changed since, and *wrong* when it does not compile. Browser-safe.
 */
import { type Static, Type } from 'typebox';
import { largestInteger } from '#platform/input.ts';
import { declareRefusals } from '#platform/refusal.ts';
import type { CourseParams } from '#screens/studio/outline/index.ts';

export interface LanguageParams extends CourseParams {
  language: string;
}
export interface TranslationParams extends LanguageParams {
  unit: string;
}

const strict = { additionalProperties: false };
const text = Type.String({ maxLength: 200_000 });

export const LanguageBody = Type.Object({ language: Type.String({ minLength: 1, maxLength: 40 }) }, strict);

export const TextsBody = Type.Object(
  {
    base: Type.Integer({ minimum: 1, maximum: largestInteger }),
    /** By path: `title`, `sections.why`. What is empty is read in the original. */
    texts: Type.Record(Type.String({ maxLength: 200 }), text, { maxProperties: 500 }),
    about: Type.Optional(text),
    done: Type.Optional(Type.Boolean()),
  },
  strict,
);
export type TextsBody = Static<typeof TextsBody>;

export const TranslationBody = Type.Object(
  {
    base: Type.Integer({ minimum: 1, maximum: largestInteger }),
    title: Type.String({ minLength: 1, maxLength: 500 }),
    /** One for each block of the original at that revision. What is empty is read in the original. */
    blocks: Type.Array(text, { maxItems: 2_000 }),
    /** It says what the original says at that revision. */
    done: Type.Optional(Type.Boolean()),
  },
  strict,
);
export type TranslationBody = Static<typeof TranslationBody>;

export const refusals = declareRefusals({
  'language-unknown': 'invalid',
  'language-there': 'conflict',
  'translation-changed': 'conflict',
  'translation-blocks': 'conflict',
});

export type TranslationState = 'missing' | 'begun' | 'stale' | 'wrong' | 'ready';
