/** Grades that might be: the same fold over supposed points. Nothing of it is stored. */
import type { ActivityFacts, ActivityGrade, CourseGrade, LearnerFacts, Override } from '../schema.ts';
import { type GradedCourse, gradeCourse } from './grade.ts';

export type Supposed = number | 'excused';

const supposed = (given: Supposed): Override => ({
  ...{ version: 0, comment: null, reason: null, madeBy: null, madeAt: new Date(0) },
  points: given === 'excused' ? null : given,
  excused: given === 'excused',
});

/** The facts with these points in place of what there is; whoever is excused stays so. */
export function suppose(facts: LearnerFacts, points: ReadonlyMap<string, Supposed>): LearnerFacts {
  const supposing = [...points].flatMap(([key, given]): [string, ActivityFacts][] => {
    const known = facts.get(key) ?? { attempts: [], override: null };
    return known.override?.excused ? [] : [[key, { ...known, override: supposed(given) }]];
  });
  return new Map([...facts, ...supposing]);
}

const isOpen = ({ state, extra }: ActivityGrade) => (state === 'open' || state === 'waiting') && !extra;

/** Activities that count and whose points are still to come. */
export const openActivities = (grade: CourseGrade): ActivityGrade[] =>
  grade.categories.flatMap(({ assignments }) => assignments.flatMap((a) => a.activities.filter(isOpen)));

/** `reached`: whatever comes; `out-of-reach`: even with all of it; else the part of the open points, 0 to 1. */
export type Needed = 'reached' | 'out-of-reach' | number;

/** Halvings of the interval: a thousandth of a per cent is more than anybody can aim at. */
const halvings = 17;

/**
 * What is needed on average of everything still open. The grade never falls when a score rises, so halving finds it,
 * whatever the policy drops.
 */
export function neededFor(
  course: GradedCourse,
  facts: LearnerFacts,
  isEnough: (grade: CourseGrade) => boolean,
): Needed {
  const open = openActivities(gradeCourse(course, facts, 'released'));
  const enoughWith = (share: number) => {
    const points = new Map(open.map((activity) => [activity.key, share * activity.points]));
    return isEnough(gradeCourse(course, suppose(facts, points), 'released'));
  };
  if (enoughWith(0)) return 'reached';
  if (open.length === 0 || !enoughWith(1)) return 'out-of-reach';
  let [low, high] = [0, 1];
  for (let i = 0; i < halvings; i += 1) {
    const middle = (low + high) / 2;
    if (enoughWith(middle)) high = middle;
    else low = middle;
  }
  return high;
}
