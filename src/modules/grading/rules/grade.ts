/**
 * Grades as a pure function of release, policy and facts. An assignment is a section or unit that names a category; its
 * fraction is points earned of points possible in it; a category is the mean of its assignments without those that the
 * policy drops; the total is the mean of the categories by weight, with the extra ones on top. What is excused or not
 * known yet is left out on every step. Nothing is rounded but the total, where the policy says so.
 */
import type { Activity } from '#modules/content/contract.ts';
import type { GradingCategory, GradingPolicy, OutlineSection, OutlineUnit } from '#modules/content/index.ts';
import type {
  ActivityGrade,
  AssignmentGrade,
  CategoryGrade,
  CourseGrade,
  Knowledge,
  LearnerFacts,
} from '../schema.ts';
import { gradeActivity } from './attempts.ts';

export interface GradedCourse {
  grading: GradingPolicy;
  outline: OutlineSection[];
  activities: Activity[];
}

export interface Assignment {
  key: string;
  title: string;
  category: string;
  activityKeys: string[];
}

type OutlineNode = OutlineSection | OutlineUnit;

const activityKeysOf = (node: OutlineNode): string[] =>
  node.kind === 'unit' ? node.activities : node.children.flatMap(activityKeysOf);

const found = new WeakMap<OutlineSection[], Assignment[]>();

/** Assignments in the order of the outline. What stands inside an assignment belongs to it, not to another. */
export function assignmentsOf(outline: OutlineSection[]): Assignment[] {
  const walk = (node: OutlineNode): Assignment[] => {
    if (node.category)
      return [
        { key: node.key, title: node.title, category: node.category, activityKeys: activityKeysOf(node) },
      ];
    return node.kind === 'section' ? node.children.flatMap(walk) : [];
  };
  const known = found.get(outline) ?? outline.flatMap(walk);
  found.set(outline, known);
  return known;
}

/** The release's categories as the policy of the run has them; one that it does not know stays as published. */
export function policyFor(own: GradingPolicy, ofRun: GradingPolicy | null): GradingPolicy {
  if (!ofRun) return own;
  const set = new Map(ofRun.categories.map((category) => [category.key, category]));
  return { ...ofRun, categories: own.categories.map((category) => set.get(category.key) ?? category) };
}

const sum = (numbers: number[]) => numbers.reduce((total, n) => total + n, 0);
const isKnown = ({ state }: ActivityGrade) => state !== 'excused' && state !== 'waiting';

function gradeAssignment(assignment: Assignment, grades: Map<string, ActivityGrade>): AssignmentGrade {
  const activities = assignment.activityKeys
    .flatMap((key) => grades.get(key) ?? [])
    .filter(({ points }) => points > 0);
  const counting = activities.filter(isKnown);
  const possible = sum(counting.filter(({ extra }) => !extra).map(({ points }) => points));
  const earned = sum(counting.map((activity) => activity.earned));
  const { key, title } = assignment;
  const fraction = possible ? earned / possible : 0;
  return { key, title, activities, earned, possible, fraction, known: possible > 0, dropped: false };
}

/** Marks what the policy drops; of equal ones the earliest. At least one always counts. */
function drop(assignments: AssignmentGrade[], lowest: number, highest: number): AssignmentGrade[] {
  const order = [...assignments.keys()]
    .filter((i) => assignments[i]?.known)
    .sort((a, b) => (assignments[a]?.fraction ?? 0) - (assignments[b]?.fraction ?? 0) || a - b);
  const low = Math.min(lowest, Math.max(0, order.length - 1));
  const high = Math.min(highest, Math.max(0, order.length - low - 1));
  const dropped = new Set([...order.slice(0, low), ...order.slice(order.length - high)]);
  return assignments.map((assignment, i) => (dropped.has(i) ? { ...assignment, dropped: true } : assignment));
}

/** A bound that is reached up to the last bit of floating point counts as reached. */
const reaches = (percent: number, bound: number) => percent >= bound - 1e-9;

const isCounting = ({ known, dropped }: AssignmentGrade) => known && !dropped;

function gradeCategory(category: GradingCategory, found: AssignmentGrade[]): CategoryGrade {
  const { key, title, weight, extra = false, pass = null, dropHighest = 0 } = category;
  const assignments = drop(found, category.drop, dropHighest);
  const counting = assignments.filter(isCounting);
  const fraction = counting.length ? sum(counting.map((a) => a.fraction)) / counting.length : 0;
  const passed = pass === null || counting.length === 0 ? null : reaches(100 * fraction, pass);
  const of = { key, title, weight, drop: category.drop, dropHighest, extra, pass, passed };
  return { ...of, share: 0, assignments, fraction };
}

/** Weights of the known categories, scaled to 1 without those on top. */
function share(categories: CategoryGrade[]): CategoryGrade[] {
  const known = (category: CategoryGrade) => category.assignments.some(isCounting);
  const weights = sum(categories.filter((c) => known(c) && !c.extra).map(({ weight }) => weight));
  return categories.map((category) => {
    if (!known(category)) return category;
    return { ...category, share: category.weight / (category.extra ? 100 : weights || 1) };
  });
}

/** Half up; what floating point leaves just below a half is one. */
export function roundTo(percent: number, decimals: number | null): number {
  if (decimals === null) return percent;
  const scale = 10 ** decimals;
  return Math.floor(percent * scale + 0.5 + 1e-9) / scale;
}

function judge(grading: GradingPolicy, categories: CategoryGrade[]) {
  const basis = categories.some((c) => c.share > 0 && !c.extra);
  const exact = basis ? Math.min(100, 100 * sum(categories.map((c) => c.share * c.fraction))) : null;
  const rounding = grading.rounding ?? null;
  const percent = exact === null ? null : roundTo(exact, rounding);
  const { pass } = grading;
  if (percent === null) return { exact, percent, rounding, pass, letter: null, passed: null };
  const letter = grading.letters.find(({ from }) => reaches(percent, from))?.letter ?? null;
  const asked = pass !== null || categories.some((c) => c.pass !== null);
  const passed = reaches(percent, pass ?? 0) && categories.every((c) => c.passed !== false);
  return { exact, percent, rounding, pass, letter, passed: asked ? passed : null };
}

export function gradeCourse(
  course: GradedCourse,
  facts: LearnerFacts,
  knows: Knowledge = 'all',
): CourseGrade {
  const { grading } = course;
  const grades = new Map(
    course.activities.map((activity) => [
      activity.key,
      gradeActivity(activity, facts.get(activity.key), grading.counts, knows),
    ]),
  );
  const assignments = Map.groupBy(assignmentsOf(course.outline), ({ category }) => category);
  const graded = grading.categories
    .map((category) => {
      const own = (assignments.get(category.key) ?? []).map((a) => gradeAssignment(a, grades));
      return gradeCategory(
        category,
        own.filter(({ activities }) => activities.length > 0),
      );
    })
    .filter((category) => category.assignments.length > 0);
  const categories = share(graded);
  const inCategories = new Set(
    categories.flatMap((c) => c.assignments.flatMap((a) => a.activities.map(({ key }) => key))),
  );
  const all = [...grades.values()].filter(({ points }) => points > 0);
  return {
    counts: grading.counts,
    categories,
    ...judge(grading, categories),
    waiting: all.filter(({ key, state }) => state === 'waiting' && inCategories.has(key)).length,
    practice: all.filter(({ key }) => !inCategories.has(key)),
  };
}
