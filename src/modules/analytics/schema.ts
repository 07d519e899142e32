/**
 * Terms: *item* analysis asks what answers say about a question. *Facility* is the mean score of first attempts.
 * *Discrimination* is the correlation of a first attempt with the rest of what the learner answered (corrected
 * item-total correlation; R. L. Ebel, "Essentials of educational measurement", 1972; F. B. Baker and S.-H. Kim, "The
 * basics of item response theory", 2017). A *distractor* is a wrong option.
 */

/** Fewer say little, and too much about each of them. */
export const smallestGroup = 5;

/** By id of the option. */
export type OptionUse = Record<string, { chosen: number; rest: number | null }>;

/** As it is rolled up; nothing of it may be shown below the smallest group. */
export interface ItemRow {
  activityKey: string;
  learners: number;
  attempts: number;
  facility: number | null;
  best: number | null;
  discrimination: number | null;
  /** Learners that discrimination was computed from. */
  paired: number;
  seconds: number | null;
  timed: number;
  options: OptionUse;
}

export interface Rollup {
  computedAt: Date;
  /** Who answered anything. */
  learners: number;
}

export interface ItemOption {
  id: string;
  /** Sanitized. */
  html: string;
  right: boolean;
  chosen: number;
  /** Mean score elsewhere of who chose it; null: too few. */
  rest: number | null;
}

export const flags = ['hard', 'easy', 'inverse', 'weak', 'key', 'unused'] as const;
export type Flag = (typeof flags)[number];

/** What is shown of a question; null: the group is too small. */
export interface Item {
  activityKey: string;
  learners: number;
  figures: {
    /** Mean number. */
    attempts: number;
    facility: number | null;
    best: number | null;
    discrimination: number | null;
    seconds: number | null;
    options: ItemOption[];
    flags: Flag[];
  } | null;
}
