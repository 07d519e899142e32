/** Columns of the gradebook and what a cell says. Pure. */
import type { Activity } from '#modules/content/contract.ts';
import type { Release } from '#modules/content/index.ts';
import { type Only, onlyFor, type RunReleases } from '#modules/enrollment/index.ts';
import { type ActivityGrade, assignmentsOf, type CourseGrade } from '#modules/grading/index.ts';

export interface Column {
  activity: Activity;
  /** Who meets it, where a pilot is on and not everybody does. */
  only: Only | null;
  /** What it is worth in the pilot, where that is something else. */
  pilotPoints: number | null;
}

export interface ColumnGroup {
  /** Null: practice. */
  key: string | null;
  title: string;
  columns: Column[];
}

interface Group extends Omit<ColumnGroup, 'columns'> {
  activities: Activity[];
}

/** Activities with points, by category in the order of the policy; practice last. */
function groupsOf(release: Release): Group[] {
  const activities = new Map(release.activities.filter((a) => a.points > 0).map((a) => [a.key, a]));
  const assignments = assignmentsOf(release.outline);
  const groups = release.grading.categories.map(
    ({ key, title }): Group => ({
      key,
      title,
      activities: assignments
        .filter((assignment) => assignment.category === key)
        .flatMap(({ activityKeys }) => activityKeys.flatMap((a) => activities.get(a) ?? [])),
    }),
  );
  const counted = new Set(groups.flatMap((group) => group.activities.map(({ key }) => key)));
  const practice = [...activities.values()].filter(({ key }) => !counted.has(key));
  return [...groups, { key: null, title: '', activities: practice }];
}

/** Everybody's columns, and in each group behind them those that only the pilot has. */
export function columnsOf(releases: RunReleases, category: string): ColumnGroup[] {
  const { main, pilot } = releases;
  const inPilot = new Map(pilot?.release.activities.map((activity) => [activity.key, activity]));
  const columnOf = (activity: Activity): Column => {
    const points = inPilot.get(activity.key)?.points ?? activity.points;
    const pilotPoints = points === activity.points ? null : points;
    return { activity, only: onlyFor(releases, activity.key), pilotPoints };
  };
  const all = [main, ...(pilot ? [pilot.release] : [])].flatMap(groupsOf);
  const seen = new Set<string>();
  const isNew = ({ key }: Activity) => !seen.has(key) && seen.add(key);
  return [...Map.groupBy(all, ({ key }) => key)]
    .map(([key, alike]): ColumnGroup => {
      const activities = alike.flatMap((group) => group.activities).filter(isNew);
      return { key, title: alike[0]?.title ?? '', columns: activities.map(columnOf) };
    })
    .filter((group) => group.columns.length > 0 && (!category || group.key === category))
    .sort((a, b) => Number(a.key === null) - Number(b.key === null));
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
