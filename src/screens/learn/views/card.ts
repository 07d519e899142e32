/** What the card of an activity is drawn from. */
import type { Activity } from '#modules/content/contract.ts';
import type { FieldProblem } from '#platform/refusal.ts';
import type { ActivityStanding } from '../rules.ts';
import type { ActivityTimesProps } from './times.tsx';

/** Where the parts of an activity lead. */
export interface ActivityLinks {
  submit: string;
  draft: string;
  /** Runs what is typed before it is handed in. */
  trial: string;
  /** Tells that the judging has gone on. */
  news: string;
  unit: string;
  receipt: string | null;
  why: string | null;
}

export interface ActivityCardProps {
  activity: Activity;
  /** Its place among the unit's activities without a title; 0: it is the only one. */
  number: number;
  standing: ActivityStanding;
  links: ActivityLinks;
  /** May hand in now; else the sentence says why not. */
  closed: string | null;
  times: ActivityTimesProps;
  /** Not open yet: its question does not show. */
  hidden: boolean;
  tally: Record<string, number> | null;
  problems: readonly FieldProblem[];
  /** Decides shuffles. */
  seed: number;
  /** What the course is written in. */
  language: string;
  /** Names the release, for what is kept of it. */
  releaseId: string;
}
