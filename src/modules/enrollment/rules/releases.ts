/** The releases of a run in a pilot: who meets which, and what only some meet. Pure. */
import type { Release } from '#modules/content/index.ts';

/** Who meets an activity that is not in both releases: the pilot's cohort, or all but them. */
export type Only = 'pilot' | 'others';

export interface RunReleases {
  /** Everybody's but the pilot's cohort. */
  main: Release;
  /** `cohort`: its title. */
  pilot: { cohort: string; release: Release } | null;
  /** Everybody's with what only the pilot has: for lists and titles on pages of staff. Nobody is graded by it. */
  whole: Release;
  /** What this learner meets. */
  of(learnerId: string): Release;
}

export const oneRelease = (main: Release): RunReleases => ({
  ...{ main, pilot: null, whole: main },
  of: () => main,
});

const lacking = <Thing extends { key: string }>(there: readonly Thing[], more: readonly Thing[]): Thing[] => {
  const keys = new Set(there.map(({ key }) => key));
  return [...there, ...more.filter(({ key }) => !keys.has(key))];
};

/** By the pilot's release, then by everybody's; kept as long as both are, since what is derived from it is kept by it. */
const wholes = new WeakMap<Release, WeakMap<Release, Release>>();

function wholeOf(main: Release, pilot: Release): Release {
  const known = wholes.get(pilot) ?? new WeakMap<Release, Release>();
  wholes.set(pilot, known);
  const whole = known.get(main) ?? {
    ...main,
    units: lacking(main.units, pilot.units),
    activities: lacking(main.activities, pilot.activities),
  };
  known.set(main, whole);
  return whole;
}

export function withPilot(
  main: Release,
  { cohort, release, members }: { cohort: string; release: Release; members: ReadonlySet<string> },
): RunReleases {
  return {
    ...{ main, pilot: { cohort, release }, whole: wholeOf(main, release) },
    of: (learnerId) => (members.has(learnerId) ? release : main),
  };
}

/** Null: everybody meets it. */
export function onlyFor({ main, pilot }: RunReleases, activityKey: string): Only | null {
  const isIn = (release: Release) => release.activities.some(({ key }) => key === activityKey);
  if (!pilot || isIn(main) === isIn(pilot.release)) return null;
  return isIn(main) ? 'others' : 'pilot';
}
