/** Shapes of what authors say of each other's blocks. Browser-safe. */

export const outcomes = ['resolved', 'accepted', 'declined'] as const;
export type Outcome = (typeof outcomes)[number];

export interface Reply {
  id: string;
  body: string;
  madeBy: string;
  madeAt: Date;
}

/** About one block of a unit; with a `replacement` it is a *suggestion*. */
export interface Comment {
  id: string;
  courseId: string;
  unitKey: string;
  /** Of the draft that they saw. */
  revision: number;
  line: number;
  /** The block as it stood there. */
  block: string;
  body: string;
  replacement: string | null;
  madeBy: string;
  madeAt: Date;
  /** Null: it is open. */
  outcome: Outcome | null;
  settledBy: string | null;
  settledAt: Date | null;
  replies: Reply[];
}
