/** From a grade to what the gradebook is sorted and filtered by. Pure, so that a standing can be computed again. */
import type { Activity } from '#modules/content/contract.ts';
import type { ActivityGrade, CourseGrade, LearnerWork } from '#modules/grading/index.ts';
import type { Standing } from '../schema.ts';

export const activitiesOf = (grade: CourseGrade): ActivityGrade[] => [
  ...grade.categories.flatMap(({ assignments }) => assignments.flatMap(({ activities }) => activities)),
  ...grade.practice,
];

/** The earliest of the deadlines of what counts and is not handed in. It is missing from that instant on. */
function missingSince(
  grade: CourseGrade,
  work: LearnerWork,
  activities: ReadonlyMap<string, Activity>,
): Date | null {
  let earliest: Date | null = null;
  for (const { key, state } of grade.categories.flatMap((c) => c.assignments.flatMap((a) => a.activities))) {
    const activity = state === 'open' ? activities.get(key) : undefined;
    const due = activity ? work.momentsOf(activity).dueAt : null;
    if (due && (!earliest || due < earliest)) earliest = due;
  }
  return earliest;
}

export function standingOf(
  grade: CourseGrade,
  work: LearnerWork,
  activities: ReadonlyMap<string, Activity>,
): Standing {
  const all = activitiesOf(grade);
  const count = (...states: ActivityGrade['state'][]) =>
    all.filter(({ state }) => states.includes(state)).length;
  return {
    percent: grade.percent,
    letter: grade.letter,
    passed: grade.passed,
    waiting: count('waiting'),
    overridden: count('overridden', 'excused'),
    missingSince: missingSince(grade, work, activities),
  };
}
