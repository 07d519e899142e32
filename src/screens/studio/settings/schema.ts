/** Shapes of the settings of a course. What may stand in course.yaml is said by compiling, at its field. Browser-safe. */
import { type Static, Type } from 'typebox';
import { largestInteger } from '#platform/input.ts';
import { declareRefusals } from '#platform/refusal.ts';

export const refusals = declareRefusals({
  'settings-wrong': 'invalid',
  'settings-changed': 'conflict',
});

const closed = { additionalProperties: false };
/** As in course.yaml; null takes it away, absent leaves it. */
const text = Type.Optional(Type.Union([Type.Null(), Type.String({ maxLength: 20_000 })]));
/** In the shape that course.yaml knows: compiling holds it against that, and names what is wrong. */
const fields = Type.Optional(Type.Unknown());

export const SettingsBody = Type.Object(
  {
    /** The revision of the draft that the author saw; without it, the newest. */
    revision: Type.Optional(Type.Integer({ minimum: 0, maximum: largestInteger })),
    title: Type.Optional(Type.String({ maxLength: 500 })),
    summary: text,
    language: text,
    subject: text,
    level: text,
    pace: text,
    effort: text,
    cover: text,
    license: text,
    attribution: fields,
    staff: fields,
    defaults: fields,
    grading: fields,
    /** The text of about.md. */
    about: Type.Optional(Type.String({ maxLength: 500_000 })),
  },
  closed,
);
export type SettingsBody = Static<typeof SettingsBody>;

/** course.yaml as a text. */
export const SourceBody = Type.Object(
  {
    revision: Type.Optional(Type.Integer({ minimum: 0, maximum: largestInteger })),
    source: Type.String({ maxLength: 1_000_000 }),
  },
  closed,
);
