/** Shapes of the studio's pages about a whole course. Browser-safe. */
import { Type } from 'typebox';

export interface CourseParams {
  organization: string;
  course: string;
}

const closed = { additionalProperties: false };

/** A list that is searched and read page by page. */
export const CoursesQuery = Type.Object(
  {
    q: Type.String({ maxLength: 200, default: '' }),
    page: Type.Integer({ minimum: 1, maximum: 100_000, default: 1 }),
  },
  closed,
);
