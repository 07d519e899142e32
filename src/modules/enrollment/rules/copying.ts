/** The dates of a run, for a run of the same release that begins on another day. */
import { isWallTime, shiftDays } from '#lib/wall-time.ts';
import type { ActivityDates } from '#modules/content/contract.ts';
import type { OutlineSection, OutlineUnit, Release } from '#modules/content/index.ts';
import type { CopiedDate, RunRules, Target, TargetDates } from '../schema.ts';
import { chainOf, sameTarget } from './chain.ts';

const names = ['opens', 'due', 'lateUntil', 'closes'] as const;
type Name = (typeof names)[number];

const shifted = (written: string, days: number): string =>
  isWallTime(written) ? shiftDays(written, days) : written;

/** A target with what the course says there, and the targets around it. */
type Place = Target & { dates: ActivityDates | undefined; above: readonly Target[] };

function placesOf(release: Release): Place[] {
  const walk = (nodes: readonly (OutlineSection | OutlineUnit)[], above: Target[]): Place[] =>
    nodes.flatMap((node) => {
      const place = { kind: node.kind, key: node.key, dates: node.dates, above };
      return [place, ...(node.kind === 'section' ? walk(node.children, [place, ...above]) : [])];
    });
  const activities = release.activities.map((activity): Place => {
    const [self, ...above] = chainOf(release, activity);
    return { kind: 'activity', key: activity.key, dates: self?.dates, above };
  });
  return [...walk(release.outline, [{ kind: 'run', key: '' }]), ...activities];
}

/**
 * What the course itself says at a place, as a date of the new run: it would stay on its old day otherwise. A date of
 * the run that stands there or around it comes first already, in the old run as in the new one. Where one date of a name
 * becomes the run's, all of that name do, durations too: else the nearest word would no longer count.
 */
function datesOfCourse(release: Release, own: readonly TargetDates[]): TargetDates[] {
  const places = placesOf(release);
  const fixed = names.filter((name) => places.some(({ dates }) => isWallTime(dates?.[name] ?? '')));
  const isCovered = (place: Place, name: Name) =>
    [place, ...place.above].some((target) =>
      own.some((line) => sameTarget(line, target) && line.dates[name] !== undefined),
    );
  return places.flatMap((place) => {
    const kept = fixed.filter((name) => place.dates?.[name] !== undefined && !isCovered(place, name));
    const dates = Object.fromEntries(kept.map((name) => [name, place.dates?.[name]]));
    return kept.length > 0 ? [{ kind: place.kind, key: place.key, dates }] : [];
  });
}

/** Every date that the new run gets, beside what it is made of; `cohort` is '' for the run itself. */
export function copyDates(
  release: Release,
  rules: Pick<RunRules, 'dates' | 'cohorts'>,
  days: number,
): CopiedDate[] {
  const lines = [
    ...datesOfCourse(release, rules.dates).map((line) => ({ cohort: '', ...line })),
    ...rules.dates.map((line) => ({ cohort: '', ...line })),
    ...rules.cohorts.flatMap(({ key, dates }) => dates.map((line) => ({ cohort: key, ...line }))),
  ];
  return lines.flatMap(({ cohort, kind, key, dates }) =>
    names.flatMap((name) => {
      const before = dates[name];
      return before === undefined ? [] : [{ cohort, kind, key, name, before, after: shifted(before, days) }];
    }),
  );
}
