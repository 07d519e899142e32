/** Columns of the gradebook and what a cell says. Pure. */
import type { Activity } from '#modules/content/contract.ts';
import type { Release } from '#modules/content/index.ts';
import { type ActivityGrade, assignmentsOf, type CourseGrade } from '#modules/grading/index.ts';

export interface ColumnGroup {
  /** Null: practice. */
  key: string | null;
  title: string;
  columns: Activity[];
}

/** Activities with points, by category in the order of the policy; practice last. */
export function columnsOf(release: Release, category: string): ColumnGroup[] {
  const activities = new Map(release.activities.filter((a) => a.points > 0).map((a) => [a.key, a]));
  const assignments = assignmentsOf(release.outline);
  const groups = release.grading.categories.map(
    ({ key, title }): ColumnGroup => ({
      key,
      title,
      columns: assignments
        .filter((assignment) => assignment.category === key)
        .flatMap(({ activityKeys }) => activityKeys.flatMap((a) => activities.get(a) ?? [])),
    }),
  );
  const counted = new Set(groups.flatMap(({ columns }) => columns.map(({ key }) => key)));
  const practice = [...activities.values()].filter(({ key }) => !counted.has(key));
  return [...groups, { key: null, title: '', columns: practice }].filter(
    (group) => group.columns.length > 0 && (!category || group.key === category),
  );
}

/** The activities of a grade by their key. */
export function gradesByKey(grade: CourseGrade): Map<string, ActivityGrade> {
  const all = [
    ...grade.categories.flatMap((c) => c.assignments.flatMap((a) => a.activities)),
    ...grade.practice,
  ];
  return new Map(all.map((one) => [one.key, one]));
}

/** Whether the attempt that counts came late. */
export const isLate = (grade: ActivityGrade): boolean =>
  grade.tries.some(({ attempt, late }) => attempt === grade.chosen && late !== null);

export const isHeld = (grade: ActivityGrade): boolean =>
  grade.tries.some(({ attempt, state }) => attempt === grade.chosen && state === 'held');
