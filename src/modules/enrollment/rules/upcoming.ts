/** What a learner still has to hand in, by date: for the home page, the outline and the calendar. */
import { type Activity, activityTypeOf } from '#modules/content/contract.ts';
import { type OutlineSection, type OutlineUnit, type Release, titleOf } from '#modules/content/index.ts';
import type { Moments, Phase, RunRules } from '../schema.ts';
import { endOf, phaseOf } from './lateness.ts';
import { momentsOf, type Times } from './moments.ts';

/** Activities of one unit that are due at the same moment. */
export interface DueWork {
  unitKey: string;
  /** Of the activity where it is one with a title of its own, else of the unit. */
  title: string;
  activityKeys: string[];
  /** When it is due; where it is late already, or never due, when it is taken no more. */
  at: Date;
  phase: Phase;
  moments: Moments;
}

type CourseRelease = Pick<Release, 'outline' | 'grading' | 'activities' | 'units'>;
type CourseTimes = Omit<Times, 'release'> & { release: CourseRelease };

const dated = new WeakMap<object, boolean>();

function isDated({ outline, activities }: CourseRelease): boolean {
  let known = dated.get(outline);
  if (known === undefined) {
    const inside = (nodes: readonly (OutlineSection | OutlineUnit)[]): boolean =>
      nodes.some((node) => node.dates !== undefined || (node.kind === 'section' && inside(node.children)));
    known = inside(outline) || activities.some(({ dates }) => dates !== undefined);
    dated.set(outline, known);
  }
  return known;
}

const saysDates = ({ dates, cohorts }: RunRules): boolean =>
  dates.length > 0 || cohorts.some((cohort) => cohort.dates.length > 0);

/** The end of the run is no deadline of its activities. */
const closeOf = ({ lateUntil, closesAt, because }: Moments): Date | null =>
  because.some(
    ({ moment, rule, target }) => moment === 'closesAt' && rule === 'run' && target?.kind === 'run',
  )
    ? lateUntil
    : endOf({ lateUntil, closesAt });

/** The moments of everything that can be handed in and has a deadline; nothing at all where nobody wrote a date. */
export function listDeadlines(times: CourseTimes): { activity: Activity; moments: Moments; at: Date }[] {
  if (!isDated(times.release) && !saysDates(times.rules)) return [];
  return times.release.activities.flatMap((activity) => {
    if (!activityTypeOf(activity.type).answer) return [];
    const moments = momentsOf(times, activity);
    const at = moments.dueAt ?? closeOf(moments);
    return at ? [{ activity, moments, at }] : [];
  });
}

/** What is not handed in and can be, or will be; soonest first. */
export function upcomingOf(times: CourseTimes, handedIn: ReadonlySet<string>, now: Date): DueWork[] {
  const found = new Map<string, DueWork>();
  const titles = new Map(times.release.units.map(({ key, title }) => [key, title]));
  for (const { activity, moments } of listDeadlines(times)) {
    const phase = phaseOf(moments, now);
    const at = phase === 'late' ? (closeOf(moments) ?? moments.dueAt) : (moments.dueAt ?? closeOf(moments));
    if (handedIn.has(activity.key) || phase === 'closed' || phase === 'practice' || !at) continue;
    const { unitKey } = activity;
    const group = `${unitKey} ${at.getTime()} ${phase}`;
    const known = found.get(group);
    if (known) {
      known.activityKeys.push(activity.key);
      known.title = titles.get(unitKey) ?? unitKey;
    } else {
      const title = titleOf(times.release, activity.key);
      found.set(group, { unitKey, title, activityKeys: [activity.key], at, phase, moments });
    }
  }
  return [...found.values()].sort((a, b) => a.at.getTime() - b.at.getTime());
}
