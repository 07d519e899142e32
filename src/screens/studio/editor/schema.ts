/**
 * Shapes of the unit editor. Terms: the *head* of a unit's file is its front matter with the lines around it, the *body*
 * what follows. *Base* is the revision of the draft that a form began with. Browser-safe.
 */
import { type Static, Type } from 'typebox';
import { largestInteger } from '#platform/input.ts';
import { declareRefusals } from '#platform/refusal.ts';

export const refusals = declareRefusals({
  'unit-not-in-draft': 'missing',
  'edit-conflict': 'conflict',
  'front-matter-broken': 'invalid',
  'title-missing': 'invalid',
  'picture-unknown': 'invalid',
  'picture-untold': 'invalid',
  'activity-not-in-unit': 'missing',
  'activity-unwritable': 'invalid',
  'activity-key-wrong': 'invalid',
});

export interface UnitParams {
  organization: string;
  course: string;
  unit: string;
}

const closed = { additionalProperties: false };
const base = Type.Integer({ minimum: 0, maximum: largestInteger });
/** As the compiler takes it: longer texts are several units. */
const text = Type.String({ maxLength: 1_000_000 });
const fields = Type.Record(Type.String({ maxLength: 100 }), Type.String({ maxLength: 5_000 }));

/** A whole file, or the parts that a form has of it. */
export const SaveBody = Type.Object(
  {
    base,
    text: Type.Optional(text),
    head: Type.Optional(text),
    body: Type.Optional(text),
    /** Values of the front matter by name (`attribution.author`, `exam.minutes`); '' takes one away. */
    fields: Type.Optional(fields),
  },
  closed,
);
export type SaveBody = Static<typeof SaveBody>;

export const ResolveBody = Type.Object(
  {
    base,
    /** The revision that the conflict was shown with. */
    theirs: base,
    mine: text,
    /** One for each clash, in order. */
    choices: Type.Array(Type.Enum(['mine', 'theirs', 'both', 'own']), { maxItems: 1_000 }),
    texts: Type.Array(text, { maxItems: 1_000 }),
  },
  closed,
);
export type ResolveBody = Static<typeof ResolveBody>;

export const looks = ['wide', 'phone'] as const;
export const PreviewQuery = Type.Object(
  {
    look: Type.Optional(Type.Enum([...looks])),
    dark: Type.Optional(Type.Boolean()),
  },
  closed,
);
export type PreviewQuery = Static<typeof PreviewQuery>;

export const ActivitiesQuery = Type.Object(
  {
    type: Type.Optional(Type.String({ maxLength: 100 })),
    /** The new activity goes below the block that holds this line of the file. */
    line: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000 })),
  },
  closed,
);
export type ActivitiesQuery = Static<typeof ActivitiesQuery>;

/** Controls of the form by name; `go` is what was pressed: save, or a change of its rows. */
export const ActivityBody = Type.Object(
  {
    base,
    go: Type.String({ maxLength: 200, default: 'save' }),
    line: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000 })),
    fields: Type.Record(Type.String({ maxLength: 200 }), Type.String({ maxLength: 200_000 })),
  },
  closed,
);
export type ActivityBody = Static<typeof ActivityBody>;

export const largestPicture = 20 * 1024 ** 2;
export const pictureField = 'picture';
export const PictureBody = Type.Object(
  {
    /** What it shows, for those who do not see it. */
    alt: Type.Optional(Type.String({ maxLength: 1_000 })),
    caption: Type.Optional(Type.String({ maxLength: 1_000 })),
  },
  closed,
);
export type PictureBody = Static<typeof PictureBody>;
