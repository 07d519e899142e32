/** Shapes of the forms of peer review. Browser-safe. */
import { Type } from 'typebox';

const closed = { additionalProperties: false };

/** 1 not useful, 2 useful, 3 very useful. */
export const RatingBody = Type.Object({ rating: Type.Integer({ minimum: 1, maximum: 3 }) }, closed);
export const ReasonBody = Type.Object({ reason: Type.String({ maxLength: 5_000, default: '' }) }, closed);

export interface RunParams {
  organization: string;
  course: string;
  run: string;
}
export type ActivityParams = RunParams & { activity: string };
