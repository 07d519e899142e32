/**
 * Grades as a pure function of release and ledger. An assignment is a section or unit that names a category; its
 * fraction is points earned of points possible in it; a category is the mean of its assignments without the lowest
 * `drop` ones; the total is the mean of the categories by weight. Nothing is rounded before it is shown.
 */
import type { Activity } from '#modules/content/contract.ts';
import type { GradingCategory, GradingPolicy, OutlineSection, OutlineUnit } from '#modules/content/index.ts';
import type { ActivityGrade, AssignmentGrade, CategoryGrade, CourseGrade } from '../schema.ts';

/** What the ledger says of one activity. */
export interface ActivityResult {
  attempts: number;
  bestScore: number | null;
  lastScore: number | null;
}

interface GradedCourse {
  grading: GradingPolicy;
  outline: OutlineSection[];
  activities: Activity[];
}

interface FoundAssignment {
  key: string;
  title: string;
  category: string;
  activityKeys: string[];
}

type OutlineNode = OutlineSection | OutlineUnit;

const activityKeysOf = (node: OutlineNode): string[] =>
  node.kind === 'unit' ? node.activities : node.children.flatMap(activityKeysOf);

/** Assignments in the order of the outline. What stands inside an assignment belongs to it, not to another. */
function findAssignments(nodes: OutlineNode[]): FoundAssignment[] {
  return nodes.flatMap((node): FoundAssignment[] => {
    if (node.category)
      return [
        { key: node.key, title: node.title, category: node.category, activityKeys: activityKeysOf(node) },
      ];
    return node.kind === 'section' ? findAssignments(node.children) : [];
  });
}

function gradeActivity(
  activity: Activity,
  result: ActivityResult | undefined,
  counts: 'best' | 'last',
): ActivityGrade {
  const score = (counts === 'best' ? result?.bestScore : result?.lastScore) ?? null;
  return {
    key: activity.key,
    title: activity.title ?? '',
    unitKey: activity.unitKey,
    attempts: result?.attempts ?? 0,
    score,
    points: activity.points,
    earned: (score ?? 0) * activity.points,
  };
}

const sum = (numbers: number[]) => numbers.reduce((total, n) => total + n, 0);

function gradeAssignment(found: FoundAssignment, grades: Map<string, ActivityGrade>): AssignmentGrade {
  const activities = found.activityKeys
    .flatMap((key) => grades.get(key) ?? [])
    .filter(({ points }) => points > 0);
  const possible = sum(activities.map(({ points }) => points));
  const earned = sum(activities.map((activity) => activity.earned));
  return {
    key: found.key,
    title: found.title,
    activities,
    earned,
    possible,
    fraction: possible ? earned / possible : 0,
    dropped: false,
  };
}

/** Marks the lowest `drop` assignments; of equal ones the earliest. At least one always counts. */
function dropLowest(assignments: AssignmentGrade[], drop: number): AssignmentGrade[] {
  const lowest = [...assignments.keys()]
    .sort((a, b) => (assignments[a]?.fraction ?? 0) - (assignments[b]?.fraction ?? 0) || a - b)
    .slice(0, Math.min(drop, Math.max(0, assignments.length - 1)));
  return assignments.map((assignment, i) => ({ ...assignment, dropped: lowest.includes(i) }));
}

function gradeCategory(category: GradingCategory, found: AssignmentGrade[]): CategoryGrade {
  const assignments = dropLowest(found, category.drop);
  const counting = assignments.filter(({ dropped }) => !dropped);
  const fraction = counting.length ? sum(counting.map((a) => a.fraction)) / counting.length : 0;
  return {
    key: category.key,
    title: category.title,
    weight: category.weight,
    share: 0,
    drop: category.drop,
    assignments,
    fraction,
  };
}

/** A bound that is reached up to the last bit of floating point counts as reached. */
const reaches = (percent: number, bound: number) => percent >= bound - 1e-9;

export function gradeCourse(course: GradedCourse, results: ReadonlyMap<string, ActivityResult>): CourseGrade {
  const { grading } = course;
  const grades = new Map(
    course.activities.map((activity) => [
      activity.key,
      gradeActivity(activity, results.get(activity.key), grading.counts),
    ]),
  );
  const found = findAssignments(course.outline).map((assignment) => ({
    category: assignment.category,
    grade: gradeAssignment(assignment, grades),
  }));
  const withAssignments = grading.categories
    .map((category) =>
      gradeCategory(
        category,
        found.filter((f) => f.category === category.key && f.grade.possible > 0).map((f) => f.grade),
      ),
    )
    .filter((category) => category.assignments.length > 0);
  const weights = sum(withAssignments.map(({ weight }) => weight));
  const categories = withAssignments.map((category) => ({
    ...category,
    share: weights ? category.weight / weights : 0,
  }));
  const percent = categories.length
    ? 100 * sum(categories.map(({ share, fraction }) => share * fraction))
    : null;
  const counted = new Set(
    categories.flatMap(({ assignments }) =>
      assignments.flatMap(({ activities }) => activities.map(({ key }) => key)),
    ),
  );
  return {
    counts: grading.counts,
    categories,
    percent,
    letter:
      percent === null ? null : (grading.letters.find(({ from }) => reaches(percent, from))?.letter ?? null),
    pass: grading.pass,
    passed: percent === null || grading.pass === null ? null : reaches(percent, grading.pass),
    practice: [...grades.values()].filter(({ key, points }) => points > 0 && !counted.has(key)),
  };
}
