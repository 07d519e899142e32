/** What the pages about times show, derived from release and rules. Pure. */
import { isDuration } from '#lib/wall-time.ts';
import type { ActivityDates } from '#modules/content/contract.ts';
import { type OutlineSection, type OutlineUnit, type Release, titleOf } from '#modules/content/index.ts';
import type { RunReleases, RunRules, Target, TargetDates } from '#modules/enrollment/index.ts';

export const dateNames = [
  'opens',
  'due',
  'lateUntil',
  'closes',
] as const satisfies readonly (keyof ActivityDates)[];
export type DateName = (typeof dateNames)[number];

/** All dates that one who may set them has set. */
export type Layer = readonly TargetDates[];

/** A line of the table of dates: what may have dates, and who wrote which. */
export interface DatedLine extends Target {
  title: string;
  depth: number;
  course: ActivityDates;
  /** Of the run, or of the cohort that is looked at. */
  run: ActivityDates;
  /** What holds here, also by the word of what is above it. */
  holds: ActivityDates;
}

export const targetText = ({ kind, key }: Target): string => (kind === 'run' ? 'run' : `${kind}:${key}`);

export function targetOf(text: string): Target | null {
  if (text === 'run') return { kind: 'run', key: '' };
  const found = /^(section|unit|activity):(.+)$/.exec(text);
  return found ? { kind: found[1] as Target['kind'], key: found[2] ?? '' } : null;
}

/** What is said at a place and above it, by each of those who may, the strongest first; the course last. */
type Said = readonly ActivityDates[];

/** The nearest word of each, then the strongest word of all, as the resolver reads them. */
const under = (above: Said, own: Said): Said => own.map((dates, at) => ({ ...above[at], ...dates }));
const holding = (said: Said): ActivityDates => Object.assign({}, ...said.toReversed());

/** Sections, units and what can be handed in, in reading order; the run first. */
function linesIn(release: Release, layers: readonly Layer[], runTitle: string): DatedLine[] {
  const activities = new Map(release.activities.map((activity) => [activity.key, activity]));
  const saidAt = ({ kind, key }: Target, course: ActivityDates): Said => [
    ...layers.map((lines) => lines.find((line) => line.kind === kind && line.key === key)?.dates ?? {}),
    course,
  ];
  const lineAt = (target: Target, title: string, depth: number, above: Said, course: ActivityDates = {}) => {
    const own = saidAt(target, course);
    const said = under(above, own);
    const run = layers.length > 0 ? (own[0] ?? {}) : {};
    const line: DatedLine = { ...target, title, depth, course, run, holds: holding(said) };
    return { line, said };
  };
  const walk = (nodes: readonly (OutlineSection | OutlineUnit)[], depth: number, above: Said): DatedLine[] =>
    nodes.flatMap((node) => {
      const self = lineAt({ kind: node.kind, key: node.key }, node.title, depth, above, node.dates);
      if (node.kind === 'section') return [self.line, ...walk(node.children, depth + 1, self.said)];
      if (node.activities.length === 0) return [];
      const inside = node.activities.flatMap((key) => {
        const activity = activities.get(key);
        const title = titleOf(release, key);
        const target = { kind: 'activity', key } as const;
        return activity ? [lineAt(target, title, depth + 1, self.said, activity.dates).line] : [];
      });
      return [self.line, ...inside];
    });
  const whole = lineAt({ kind: 'run', key: '' }, runTitle, 0, []);
  return [whole.line, ...walk(release.outline, 1, whole.said)];
}

/** Of all that anybody in the run meets; what only a pilot has stands last. */
export function datedLines(
  { main, pilot }: Pick<RunReleases, 'main' | 'pilot'>,
  layers: readonly Layer[],
  runTitle: string,
): DatedLine[] {
  const own = linesIn(main, layers, runTitle);
  if (!pilot) return own;
  const known = new Set(own.map(targetText));
  return [...own, ...linesIn(pilot.release, layers, runTitle).filter((line) => !known.has(targetText(line)))];
}

/** Sections and units, and of the activities those that have dates of their own: what fits on a page. */
export const shortLines = (lines: readonly DatedLine[], edited: DatedLine | undefined): DatedLine[] =>
  lines.filter(
    (line) =>
      line.kind !== 'activity' ||
      line === edited ||
      Object.keys(line.run).length + Object.keys(line.course).length > 0,
  );

/** What is written for a run, or for one of its cohorts, whose word is stronger. */
export const layersOf = ({ dates, cohorts }: RunRules, cohort: string): Layer[] =>
  cohort === '' ? [dates] : [cohorts.find(({ key }) => key === cohort)?.dates ?? [], dates];

/** Days and hours of a form as a duration; null: neither was filled in. What is no length stays wrong, to be refused. */
export function durationOf(days: string, hours: string): string | null {
  const [d, h] = [days.trim(), hours.trim()];
  if (d === '' && h === '') return null;
  const time = h === '' || h === '0' ? '' : `T${h}H`;
  return `P${d === '' || (d === '0' && time) ? '' : `${d}D`}${time}`;
}

/** The days and hours of a duration, for a form. */
export function daysAndHours(duration: string | null): { days: string; hours: string } {
  const [, weeks, days, hours] =
    /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?.*)?$/.exec(duration ?? '')?.map((part) => Number(part ?? 0)) ??
    [];
  const all = (weeks ?? 0) * 7 + (days ?? 0);
  return { days: all ? String(all) : '', hours: hours ? String(hours) : '' };
}

/** What a field for local times can show; durations and `none` stand in a field of text. */
export const isFieldTime = (text: string | undefined): boolean =>
  text !== undefined && text !== 'none' && !isDuration(text);

/** A key for addresses out of a title; '' where the title has no letter or digit that can stand in one. */
export const keyOfTitle = (title: string): string =>
  title
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60);
