/** What the pages of a run show, derived from release and learner's state. Pure. */
import type { Translate } from '#lib/messages.ts';
import {
  attemptsLeft,
  feedbackOf,
  judgementShown,
  revealed,
  type Submission,
} from '#modules/attempts/index.ts';
import { paramsOf, type Run } from '#modules/catalog/index.ts';
import {
  type Activity,
  activityTypeOf,
  type Judgement,
  judgedBy,
  type RevealRule,
} from '#modules/content/contract.ts';
import {
  introductionOf,
  isDrawn,
  type OutlineSection,
  type OutlineUnit,
  type Release,
  titleOf,
  type Unit,
} from '#modules/content/index.ts';
import { type DueWork, type Moments, type Times, upcomingOf } from '#modules/enrollment/index.ts';
import {
  type Done,
  type Explanation,
  type GradingStanding,
  isComplete,
  type Trial,
  type UnitState,
  unitsOf,
} from '#modules/grading/index.ts';
import { links } from './links.ts';

/** A release with what is looked up on every page. Made once per release. */
export interface ReadyRelease {
  release: Release;
  /** Names release and language, for what is kept of pages. */
  edition: string;
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
      edition: `${release.id} ${release.course.language}`,
      units,
      activities: new Map(release.activities.map((activity) => [activity.key, activity])),
      order: unitsOf(release).filter(({ key }) => units.has(key)),
      sectionsAbove: new Map(release.units.map((unit) => [unit.key, unit.path.map(({ key }) => key)])),
    };
    ready.set(release, made);
  }
  return made;
}

/** Of an exam only what stands before its questions: they are told in a sitting, page by page. */
export const withoutQuestions = (unit: Unit): Unit =>
  unit.exam ? { ...unit, blocks: introductionOf(unit.blocks), headings: [], text: '' } : unit;

/** A unit as a learner meets it: of its pools what they drew. */
export function drawnUnit(course: ReadyRelease, unit: Unit, learnerId: string): Unit {
  const isThere = (key: string) => {
    const activity = course.activities.get(key);
    return !activity || isDrawn(course.release, activity, learnerId);
  };
  const blocks = unit.blocks.filter((block) => block.kind === 'html' || isThere(block.key));
  return blocks.length === unit.blocks.length ? unit : { ...unit, blocks };
}

/**
 * As a learner is told them. What an exam asks about is told in a sitting: until one is handed in its questions are
 * numbers, as those without a title stay.
 */
export const titlesFor =
  (course: ReadyRelease, done: ReadonlySet<string>, t: Translate) =>
  (key: string): string => {
    const { exam, title } = course.activities.get(key) ?? {};
    if (!exam || (title && done.has(exam))) return titleOf(course.release, key);
    const questions = course.release.activities.filter((activity) => activity.exam === exam);
    return t('learn.question', { number: questions.findIndex((question) => question.key === key) + 1 });
  };

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
  /** What was said of the last submission, where it may be seen. */
  said: Pick<Judgement, 'feedback' | 'cases'> | null;
  /** The rule that still hides the score of something handed in; null: nothing is hidden. */
  veiled: RevealRule | null;
}

/** What the rules of reveal look at, beside the learner's own state. */
export interface RevealContext {
  now: Date;
  lastDue(activity: Activity): Date | null;
  /** Keys of what staff released. */
  released: ReadonlySet<string>;
}

export function standingOf(
  activity: Activity,
  state: UnitState | null,
  moments: Moments,
  { now, lastDue, released }: RevealContext,
): ActivityStanding {
  const known = state?.activities.get(activity.key);
  const draft = state?.drafts.get(activity.key);
  const attempts = (known?.attempt ?? 0) - (known?.returned ?? 0);
  const marksControls = judgedBy(activity) === 'rule';
  const left = attemptsLeft(moments, attempts);
  const bestScore = known?.bestScore ?? null;
  const isDraft = draft !== undefined && left !== 0;
  const shown = revealed(activity, {
    ...{ now, moments, attempts, left, bestScore },
    lastDue: () => lastDue(activity),
    // Judgements by people and machines are released one by one.
    released: released.has(activity.key) || (known?.grading?.state === 'judged' && !known.grading.held),
  });
  const judgement = judgementShown(known?.last.judgement ?? null, shown);
  const feedback = feedbackOf(known?.last.judgement ?? null, shown);
  return {
    attempts,
    left,
    bestScore: shown.score ? bestScore : null,
    last: known?.last.id ?? null,
    receivedAt: known?.last.receivedAt ?? null,
    lastScore: shown.score ? (known?.last.score ?? null) : null,
    answer: isDraft ? draft : (known?.last.answer ?? null),
    isDraft,
    judgement: isDraft && marksControls ? null : judgement,
    grading: known?.grading ?? null,
    attempt: known?.attempt ?? 0,
    trial: state?.trials.get(activity.key) ?? null,
    reveal: shown.answer,
    said: judgement ?? (feedback.length > 0 ? { feedback } : null),
    veiled: known && !shown.score ? (activity.reveal?.score ?? null) : null,
  };
}

/** Work that is due, with the way to it. */
export interface LinkedWork extends DueWork {
  course: string;
  runHref: string;
  href: string;
}

/** What a learner still has to hand in, soonest first, in the words of the release as they read it. */
export function dueOf(
  times: Omit<Times, 'release'>,
  { release }: ReadyRelease,
  run: Run,
  answered: ReadonlySet<string>,
  now: Date,
): LinkedWork[] {
  const to = links(paramsOf(run));
  return upcomingOf({ ...times, release }, answered, now).map((work) => ({
    ...work,
    course: release.course.title,
    runHref: to.run,
    href: `${to.unit(work.unitKey)}#${work.activityKeys[0]}`,
  }));
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
