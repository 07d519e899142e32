/**
 * Terms: a *survey* is a sheet of questions that nobody answers rightly or wrongly. A *scale* is a row of numbers
 * between two ends that have names. What is answered is a list of texts by question: ids of options, a number, a text.
 */
import { type Static, Type } from 'typebox';

const option = Type.Object({ id: Type.String(), html: Type.String(), text: Type.String() });
const asked = { id: Type.String(), html: Type.String(), text: Type.String(), required: Type.Boolean() };

export const surveyQuestion = Type.Union([
  Type.Object({
    ...asked,
    kind: Type.Literal('choice'),
    multiple: Type.Boolean(),
    options: Type.Array(option),
  }),
  Type.Object({
    ...asked,
    kind: Type.Literal('scale'),
    from: Type.Integer(),
    to: Type.Integer(),
    low: Type.String(),
    high: Type.String(),
  }),
  Type.Object({ ...asked, kind: Type.Literal('text'), lines: Type.Integer() }),
]);
export type SurveyQuestion = Static<typeof surveyQuestion>;

export const surveySettings = Type.Object({
  anonymous: Type.Boolean(),
  questions: Type.Array(surveyQuestion),
});
export type SurveySettings = Static<typeof surveySettings>;

export const longestReply = 5_000;
export const surveyAnswer = Type.Record(
  Type.String({ maxLength: 100 }),
  Type.Array(Type.String({ maxLength: longestReply }), { maxItems: 100 }),
  { maxProperties: 200 },
);
export type SurveyAnswer = Static<typeof surveyAnswer>;
