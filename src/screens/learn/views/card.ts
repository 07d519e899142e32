/** What the card of an activity is drawn from. */
import { type Activity, activityTypeOf, type ServedForm } from '#modules/content/contract.ts';
import type { FieldProblem } from '#platform/refusal.ts';
import type { ActivityStanding } from '../rules.ts';
import type { OwnGroupProps } from './own-group.tsx';
import type { ActivityTimesProps } from './times.tsx';

/** Where the parts of an activity lead. */
export interface ActivityLinks {
  submit: string;
  draft: string;
  /** A form with a file goes there. */
  files: string;
  /** Where files are announced that come in pieces. */
  uploads: string;
  /** Runs what is typed before it is handed in. */
  trial: string;
  /** Tells that the judging has gone on; leads to the unit again. */
  news: string;
  receipt: string | null;
  why: string | null;
  /** What people said of the last submission, and the place to ask them. */
  feedback: { href: string; unread: boolean } | null;
  /** Where fellow learners judge: reviews to write and to read. */
  reviews: string | null;
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
  /** Of what groups hand in. */
  group: OwnGroupProps | null;
  /** Not open yet: its question does not show. */
  hidden: boolean;
  tally: Record<string, number> | null;
  /** What a service draws as controls. */
  served: ServedForm | null;
  problems: readonly FieldProblem[];
  /** Decides shuffles and values: of what the controls ask. */
  seed: number;
  /** Of the last submission; another one where every attempt has values of its own. */
  lastSeed: number;
  /** What the course is written in. */
  language: string;
  /** Names the release, for what is kept of it. */
  releaseId: string;
}

/** The author's HTML with the values of a variant. */
export const withValues = (
  { activity, language }: Pick<ActivityCardProps, 'activity' | 'language'>,
  html: string,
  seed: number,
): string => activityTypeOf(activity.type).fill?.(html, activity.settings, seed, language) ?? html;

const noLinks: ActivityLinks = {
  ...{ submit: '', draft: '', files: '', uploads: '', trial: '', news: '' },
  ...{ receipt: null, why: null, feedback: null, reviews: null },
};

/** An activity as somebody meets it who has not handed anything in and cannot: in a preview. `closed` says why. */
export const previewCard = (
  activity: Activity,
  of: Pick<ActivityCardProps, 'closed' | 'number' | 'language' | 'releaseId'>,
): ActivityCardProps => ({
  activity,
  ...of,
  standing: {
    ...{ attempts: 0, left: activity.attempts, bestScore: null, last: null, receivedAt: null },
    ...{ lastScore: null, answer: null, isDraft: false, judgement: null, grading: null, attempt: 0 },
    ...{ trial: null, reveal: false, said: null, veiled: null },
  },
  links: noLinks,
  times: {
    moments: {
      ...{ opensAt: null, dueAt: null, lateUntil: null, closesAt: null, attempts: activity.attempts },
      ...{ timeFactor: 1, late: null, zone: 'UTC', because: [] },
    },
    phase: 'open',
  },
  ...{ group: null, hidden: false, tally: null, served: null, problems: [], seed: 0, lastSeed: 0 },
});
