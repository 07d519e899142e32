/**
 * Shapes of enrollment: who is in which run, and what times hold for them. Browser-safe.
 *
 * Terms: the *moments* of an activity are the instants at which it opens, is due, stops taking late work and closes for
 * one learner. A *target* is what a date is written at: the run, a section, a unit or one activity.
 */
import { type Static, Type } from 'typebox';
import type { ActivityDates, LatePolicy } from '#modules/content/contract.ts';
import { declareRefusals } from '#platform/refusal.ts';

export const refusals = declareRefusals({
  'enrollment-not-open': 'conflict',
  'enrollment-closed': 'conflict',
  'enrollment-by-staff-only': 'forbidden',
  'enrollment-key-wrong': 'invalid',
  'not-enrolled': 'forbidden',
  'bad-dates': 'invalid',
  'no-such-target': 'invalid',
  'not-for-oneself': 'forbidden',
  'nobody-chosen': 'invalid',
  'cohort-taken': 'conflict',
  'bad-key': 'invalid',
  'cohort-not-found': 'missing',
  'extension-not-found': 'missing',
  'accommodation-not-found': 'missing',
  'group-needed': 'conflict',
  'group-too-small': 'conflict',
  'group-full': 'conflict',
  'group-fixed': 'conflict',
  'group-taken': 'conflict',
  'group-code-wrong': 'invalid',
  'group-not-found': 'missing',
});

export const EnrollInput = Type.Object(
  { key: Type.Optional(Type.String({ maxLength: 100 })) },
  { additionalProperties: false },
);
export type EnrollInput = Static<typeof EnrollInput>;

export interface Enrollment {
  learnerId: string;
  runId: string;
  state: 'active' | 'left';
  enrolledAt: Date;
}

/** A line of the roster. */
export interface RosterEntry {
  learnerId: string;
  name: string;
  email: string;
  state: 'active' | 'left';
  origin: string;
  enrolledAt: Date;
}

/** Why enrolling is not possible now; `open`: it is. */
export type EnrollmentGate = 'open' | 'not-yet' | 'closed' | 'staff-only';

export type TargetKind = 'run' | 'section' | 'unit' | 'activity';

/** `key` is '' for the run. */
export interface Target {
  kind: TargetKind;
  key: string;
}

/** Dates as staff wrote them for a run or a cohort; `none` takes away what the course says. */
export interface TargetDates extends Target {
  dates: ActivityDates;
}

/** A date of a run, and what it is in a copy of the run. */
export interface CopiedDate extends Target {
  /** '' : of the whole run. */
  cohort: string;
  name: keyof ActivityDates;
  before: string;
  after: string;
}

/** More time or attempts for one learner; the newest for a target replaces the one before. */
export interface Extension extends Target {
  /** A duration that everything after the opening moves by. */
  by: string | null;
  /** The moment until which it is not late, at the earliest: a wall time in the run's zone. */
  until: string | null;
  attempts: number;
  /** Why; the learner reads it. */
  reason: string;
}

/** What holds for a learner in all courses of an organization, or of the site ('' ). */
export interface Accommodation {
  organization: string;
  /** 1.5: half as long again where time is limited. */
  timeFactor: number;
  /** A duration that deadlines move by; null: they do not. */
  laterBy: string | null;
  /** The last day on which it holds (`2027-06-30`); null: for good. */
  validUntil: string | null;
}

/** A line of the list of extensions. */
export interface ListedExtension extends Extension {
  learnerId: string;
  name: string;
  email: string;
  /** The name of whoever gave it. */
  givenBy: string;
  givenAt: Date;
}

/** A line of the list of accommodations, for those who give them. */
export interface ListedAccommodation extends Accommodation {
  learnerId: string;
  name: string;
  email: string;
  note: string;
  givenAt: Date;
}

/** What one learner has of their own in a run. */
export interface LearnerTimes {
  learnerId: string;
  /** Null: never enrolled. */
  enrolledAt: Date | null;
  cohort: string | null;
  extensions: Extension[];
  accommodations: Accommodation[];
  /** Where they hand in together with others. */
  groups?: LearnerGroup[];
}

export interface GroupMember {
  name: string;
  since: Date;
  times: LearnerTimes;
}

/** Learners who hand in together. */
export interface LearnerGroup {
  id: string;
  /** Of the activity, or of its set. */
  key: string;
  /** Who knows it may join. */
  code: string;
  /** It has handed in: it stays as it is. */
  fixed: boolean;
  /** Active learners of the run, in the order in which they joined. */
  members: GroupMember[];
}

export interface Cohort {
  key: string;
  title: string;
}

/** A time in which people could not work as they should. `service`: `platform`, `machine`, or a kind of activity. */
export interface Degraded {
  service: string;
  /** Null: every run. */
  runId: string | null;
  from: Date;
  until: Date;
}

/** When a degraded service moves a deadline. */
export interface Fairness {
  /** How many hours before a deadline are looked at; 0: no deadline is moved. */
  windowHours: number;
  /** From how many degraded minutes on. */
  minimumMinutes: number;
}

/** What holds for all of a run, beside its release. */
export interface RunRules {
  runId: string;
  organization: string;
  zone: string;
  startsAt: Date | null;
  endsAt: Date | null;
  dates: TargetDates[];
  cohorts: (Cohort & { dates: TargetDates[] })[];
  /** Null: as the course says. */
  late: LatePolicy | null;
  fairness: Fairness;
  degraded: Degraded[];
  /** Learners who have something of their own, and the last one who came: for questions about everybody. */
  exceptions: LearnerTimes[];
  lastEnrolledAt: Date | null;
}

export type MomentName = 'opensAt' | 'dueAt' | 'lateUntil' | 'closesAt';

/** Whose word it was. */
export type TimeRule = 'course' | 'run' | 'cohort' | 'extension' | 'accommodation' | 'outage';

/** Why one moment is what it is. */
export interface Because {
  moment: MomentName | 'attempts' | 'timeFactor' | 'late';
  rule: TimeRule;
  /** What the rule was written at. */
  target: Target | null;
  /** As it was written: a wall time, a duration, a number. */
  written: string | null;
  /** The moment without this rule, where it moved one. */
  before: Date | null;
  /** The reason of an extension, the title of a cohort, the service that was degraded. */
  reason: string | null;
}

/** All times of an activity for one learner. Null: there is no such bound. */
export interface Moments {
  opensAt: Date | null;
  dueAt: Date | null;
  /** Late work counts until then; null: as long as it is taken. */
  lateUntil: Date | null;
  /** Nothing is taken from then on. */
  closesAt: Date | null;
  /** With extra ones; null: as many as wanted. */
  attempts: number | null;
  /** For limits of minutes: 1.5 is half as long again. */
  timeFactor: number;
  late: LatePolicy | null;
  /** Periods of lateness are days of this zone. */
  zone: string;
  /** One entry for each moment that there is. */
  because: Because[];
}

/**
 * `late`: taken, counts less where the policy says so; `practice`: taken, counts nothing; the others: not taken.
 */
export type Phase = 'not-open' | 'open' | 'late' | 'practice' | 'closed';

export interface Lateness {
  late: boolean;
  /** Periods begun since the due moment. */
  periods: number;
  /** What the points are multiplied by. */
  factor: number;
}
