/**
 * Terms: *item* analysis asks what answers say about a question. *Facility* is the mean score of first attempts.
 * *Discrimination* is the correlation of a first attempt with the rest of what the learner answered (corrected
 * item-total correlation; R. L. Ebel, "Essentials of educational measurement", 1972; F. B. Baker and S.-H. Kim, "The
 * basics of item response theory", 2017). A *distractor* is a wrong option.
 */

import type { Block } from '#modules/content/index.ts';

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

/** A question of a unit, as its evidence is asked for. */
export interface EvidenceQuestion {
  activityKey: string;
  /** Answered by a list of ids of its options. */
  chosen: boolean;
  /** Answered by a short text or number, which a rule judges. */
  typed: boolean;
}

export interface FlowRow {
  /** Ever enrolled. */
  learners: number;
  /** Were here at last, finished it, or handed something in here. */
  reached: number;
  done: number;
  /** Reached it, and were elsewhere at last. */
  wentOn: number;
  stopped: number;
  /** The first enrollment; null: nobody. */
  since: string | null;
}

export interface QuestionRow {
  activityKey: string;
  learners: number;
  /** Of them, those who answered under the release. */
  current: number;
  /** First attempts that were judged, and those with full points. */
  judged: number;
  right: number;
  attempts: number;
  seconds: number | null;
  timed: number;
  options: Record<string, number>;
  wrong: { answer: string; learners: number }[];
  /** Conversations that wait for an answer. */
  open: number;
}

export interface EvidenceRow {
  flow: FlowRow;
  questions: QuestionRow[];
  /** Who stopped, by the place (from 1) of the last question they handed in; 0: of none. */
  stops: Record<string, number>;
}

/** Who was last seen on a page so many days ago, and not finished with it, has stopped there. */
export const daysUntilStopped = 7;

/** What is known of one block; null: nothing is counted here, or the group is too small. */
export interface BlockEvidence {
  block: Block;
  /** Who came no further than from here to the next question. */
  stopped: number | null;
  /** Who handed something in. */
  learners: number | null;
  figures: {
    /** Learners among them who did so under the release that is shown. */
    current: number;
    /** First attempts with full points, of those that are judged. */
    right: { count: number; of: number } | null;
    /** The median of a learner. */
    attempts: number;
    /** The median time since what was handed in before on the page. */
    seconds: number | null;
    /** Who chose it first; `right` is null where nothing is. */
    options: { id: string; html: string; chosen: number; right: boolean | null }[];
    /** Answers without full points that enough learners gave, in lower case, most frequent first. */
    wrong: { answer: string; learners: number }[];
  } | null;
  /** Conversations about answers that wait for staff. */
  open: number;
}

/** What is known of a unit in some runs. */
export interface UnitEvidence {
  /** Who ever enrolled. */
  learners: number;
  /** Whoever was seen on the page at last, finished it or handed something in on it. */
  reached: number;
  /** The first enrollment. */
  since: Date | null;
  flow: { done: number; wentOn: number; stopped: number } | null;
  blocks: BlockEvidence[];
}
