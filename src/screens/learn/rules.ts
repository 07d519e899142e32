/** What the pages of a run show, derived from release and learner's state. Pure. */
import { attemptsLeft, mayReveal, type Submission } from '#modules/attempts/index.ts';
import { type Activity, activityTypeOf, type Judgement, judgedBy } from '#modules/content/contract.ts';
import type { OutlineSection, OutlineUnit, Release, Unit } from '#modules/content/index.ts';
import type { Moments } from '#modules/enrollment/index.ts';
import {
  type Done,
  type Explanation,
  type GradingStanding,
  isComplete,
  type Trial,
  type UnitState,
  unitsOf,
} from '#modules/grading/index.ts';

/** A release with what is looked up on every page. Made once per release. */
export interface ReadyRelease {
  release: Release;
  units: Map<string, Unit>;
  activities: Map<string, Activity>;
  /** Units in reading order with their activities. */
  order: OutlineUnit[];
  /** Keys of the sections above a unit, outermost first. */
  sectionsAbove: Map<string, string[]>;
}

const ready = new WeakMap<Release, ReadyRelease>();

export function readyRelease(release: Release): ReadyRelease {
  let made = ready.get(release);
  if (!made) {
    const units = new Map(release.units.map((unit) => [unit.key, unit]));
    made = {
      release,
      units,
      activities: new Map(release.activities.map((activity) => [activity.key, activity])),
      order: unitsOf(release).filter(({ key }) => units.has(key)),
      sectionsAbove: new Map(release.units.map((unit) => [unit.key, unit.path.map(({ key }) => key)])),
    };
    ready.set(release, made);
  }
  return made;
}

/** An activity without a title of its own goes by its unit. */
export function titleOf(course: ReadyRelease, key: string): string {
  const activity = course.activities.get(key);
  return activity?.title ?? course.units.get(activity?.unitKey ?? '')?.title ?? key;
}

/** "Why this number?" for programs. Names and reasons of staff are for staff. */
export const whyJson = (
  { grade, policy, moments, attempts, gradings, overrides }: Explanation,
  forStaff: boolean,
) => ({
  attempts: attempts.map(({ id, attempt, answer, receivedAt }) => ({ id, attempt, answer, receivedAt })),
  deadline: moments.dueAt,
  because: moments.because,
  gradings: gradings.map(({ attempt, number, source, score, judgedAt, releasedAt, madeBy, reason }) => ({
    ...{ attempt, number, source, score, judgedAt, releasedAt },
    ...(forStaff && { madeBy, reason }),
  })),
  overrides: overrides.map(({ version, points, excused, comment, madeAt, madeBy, reason }) => ({
    ...{ version, points, excused, comment, madeAt },
    ...(forStaff && { madeBy, reason }),
  })),
  policyVersion: policy.version,
  grade,
});

export interface Neighbours {
  previous: OutlineUnit | null;
  next: OutlineUnit | null;
  /** 1-based place of the unit in the run. */
  place: number;
}

export function neighboursOf(course: ReadyRelease, unitKey: string): Neighbours {
  const at = course.order.findIndex(({ key }) => key === unitKey);
  return { previous: course.order[at - 1] ?? null, next: course.order[at + 1] ?? null, place: at + 1 };
}

/** Place of a question among the unit's questions without a title; 0: it has one, or there is no other. */
export function numberOf(course: ReadyRelease, unit: Unit, key: string): number {
  const untitled = unit.blocks.flatMap((block) => {
    const activity = block.kind === 'activity' ? course.activities.get(block.key) : undefined;
    return activity?.title === null && activityTypeOf(activity.type).answer ? [activity.key] : [];
  });
  return untitled.length > 1 ? untitled.indexOf(key) + 1 : 0;
}

/** One activity as the learner meets it now. */
export interface ActivityStanding {
  attempts: number;
  /** Null: as many as wanted. */
  left: number | null;
  bestScore: number | null;
  last: Submission['id'] | null;
  receivedAt: Date | null;
  lastScore: number | null;
  /** What to show in the controls. */
  answer: unknown;
  /** The controls show a draft that is not handed in. */
  isDraft: boolean;
  /** Of the last submission; null while a draft is shown, where marks would stand at what is not judged. */
  judgement: Judgement | null;
  /** Of the last submission, where it is judged after handing in. */
  grading: GradingStanding | null;
  /** The number of the last submission, counting those whose attempt was given back. */
  attempt: number;
  /** What was run before handing in. */
  trial: Trial | null;
  reveal: boolean;
}

export function standingOf(activity: Activity, state: UnitState | null, moments: Moments): ActivityStanding {
  const known = state?.activities.get(activity.key);
  const draft = state?.drafts.get(activity.key);
  const attempts = (known?.attempt ?? 0) - (known?.returned ?? 0);
  const marksControls = judgedBy(activity) === 'rule';
  const left = attemptsLeft(moments, attempts);
  const bestScore = known?.bestScore ?? null;
  const isDraft = draft !== undefined && left !== 0;
  return {
    attempts,
    left,
    bestScore,
    last: known?.last.id ?? null,
    receivedAt: known?.last.receivedAt ?? null,
    lastScore: known?.last.score ?? null,
    answer: isDraft ? draft : (known?.last.answer ?? null),
    isDraft,
    judgement: isDraft && marksControls ? null : (known?.last.judgement ?? null),
    grading: known?.grading ?? null,
    attempt: known?.attempt ?? 0,
    trial: state?.trials.get(activity.key) ?? null,
    reveal: mayReveal(activity.showAnswer, { attempts, bestScore, left }),
  };
}

export interface SectionProgress {
  complete: number;
  total: number;
}

/** Complete units of all units below a part of the outline. */
export function progressOf(nodes: (OutlineSection | OutlineUnit)[], state: Done): SectionProgress {
  return nodes.reduce<SectionProgress>(
    (sum, node) => {
      const part =
        node.kind === 'unit'
          ? { complete: isComplete(node, state) ? 1 : 0, total: 1 }
          : progressOf(node.children, state);
      return { complete: sum.complete + part.complete, total: sum.total + part.total };
    },
    { complete: 0, total: 0 },
  );
}
