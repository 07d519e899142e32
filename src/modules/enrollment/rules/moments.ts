/**
 * The one resolver of times. The nearest word counts: activity before unit before section; and of those who may say
 * something about it, cohort before run before course. What a learner has of their own then only ever gives more time:
 * an accommodation adds to the deadline of everybody, an extension to that, and an outage to what came of it.
 */
import { addDuration, instantOf, isDuration } from '#lib/wall-time.ts';
import type { ActivityDates } from '#modules/content/contract.ts';
import type { Because, Extension, LearnerTimes, MomentName, Moments, RunRules, TimeRule } from '../schema.ts';
import { type Chain, chainOf, type DatedActivity, type DatedRelease, sameTarget } from './chain.ts';
import { groupOf } from './groups.ts';
import { inheritedMoments } from './inherited.ts';
import { afterOutages, outagesOf } from './outage.ts';

/** All that decides the times of one learner in a run. `learner` is null for whoever is not in it. */
export interface Times {
  release: DatedRelease;
  rules: RunRules;
  learner: LearnerTimes | null;
}

type Bounds = Record<MomentName, Date | null>;
type Reasons = Map<Because['moment'], Because>;

const written: Record<MomentName, keyof ActivityDates> = {
  opensAt: 'opens',
  dueAt: 'due',
  lateUntil: 'lateUntil',
  closesAt: 'closes',
};
const names = Object.keys(written) as MomentName[];
/** Those that a learner's own rules move. */
const ends = ['dueAt', 'lateUntil', 'closesAt'] as const;

const why = (moment: Because['moment'], rule: TimeRule, rest: Partial<Because> = {}): Because => ({
  ...{ moment, rule, target: null, written: null, before: null, reason: null },
  ...rest,
});

/** A learner's schedule begins when they are in and the run has begun. */
function startOf({ rules, learner }: Times): Date | null {
  const at = learner?.enrolledAt ?? null;
  return at && rules.startsAt && at < rules.startsAt ? rules.startsAt : at;
}

function toInstant(text: string, name: MomentName, times: Times): Date | null {
  const { zone } = times.rules;
  if (text === 'none') return null;
  if (!isDuration(text)) return instantOf(text, zone, name === 'opensAt' ? 'first' : 'last');
  const start = startOf(times);
  return start && addDuration(start, text, zone);
}

/** Who says something about an activity, the strongest first, each nearest first. */
function layersOf({ rules, learner }: Times, chain: Chain) {
  const cohort = rules.cohorts.find(({ key }) => key === learner?.cohort);
  const from = (lines: RunRules['dates']) =>
    lines.length === 0
      ? []
      : chain.map((target) => ({ ...target, dates: lines.find((line) => sameTarget(line, target))?.dates }));
  return [
    { rule: 'cohort', reason: cohort?.title ?? null, lines: from(cohort?.dates ?? []) },
    { rule: 'run', reason: null, lines: from(rules.dates) },
    { rule: 'course', reason: null, lines: chain },
  ] as const;
}

/** What is said, before anything is moved for this learner. */
function readBounds(times: Times, chain: Chain, reasons: Reasons): Bounds {
  const bounds: Bounds = { opensAt: null, dueAt: null, lateUntil: null, closesAt: null };
  const layers = layersOf(times, chain);
  for (const name of names) {
    for (const { rule, reason, lines } of layers) {
      const line = lines.find(({ dates }) => dates?.[written[name]] !== undefined);
      const text = line?.dates?.[written[name]];
      if (!line || text === undefined) continue;
      bounds[name] = toInstant(text, name, times);
      const { kind, key } = line;
      if (bounds[name]) reasons.set(name, why(name, rule, { target: { kind, key }, written: text, reason }));
      break;
    }
  }
  const { startsAt, endsAt } = times.rules;
  const ofRun = { target: { kind: 'run', key: '' } } as const;
  if (startsAt && (!bounds.opensAt || bounds.opensAt < startsAt)) {
    bounds.opensAt = startsAt;
    reasons.set('opensAt', why('opensAt', 'run', ofRun));
  }
  if (endsAt && (!bounds.closesAt || bounds.closesAt > endsAt)) {
    bounds.closesAt = endsAt;
    reasons.set('closesAt', why('closesAt', 'run', ofRun));
  }
  return bounds;
}

/** Moves ends that exist, and notes by whose word. */
function moveEnds(
  bounds: Bounds,
  reasons: Reasons,
  to: (at: Date, name: MomentName) => Date,
  because: Pick<Because, 'rule'> & Partial<Because>,
): void {
  for (const name of ends) {
    const before = bounds[name];
    if (!before) continue;
    const after = to(before, name);
    if (after <= before) continue;
    bounds[name] = after;
    reasons.set(name, why(name, because.rule, { ...because, moment: name, before }));
  }
}

/** Accommodations of this run's organization and of the site that hold now; each moment is judged by its own day. */
function accommodate({ rules, learner }: Times, bounds: Bounds, reasons: Reasons): number {
  const mine = (learner?.accommodations ?? []).filter(
    ({ organization }) => organization === '' || organization === rules.organization,
  );
  const holds = (validUntil: string | null, at: Date) =>
    validUntil === null || at <= instantOf(`${validUntil}T23:59:59`, rules.zone, 'last');
  const day = bounds.dueAt ?? bounds.closesAt;
  moveEnds(
    bounds,
    reasons,
    (at) => {
      const later = mine
        .filter(({ laterBy, validUntil }) => laterBy && holds(validUntil, at))
        .map(({ laterBy }) => addDuration(at, laterBy ?? '', rules.zone).getTime());
      return new Date(Math.max(at.getTime(), ...later));
    },
    { rule: 'accommodation' },
  );
  const factors = mine
    .filter(({ validUntil }) => !day || holds(validUntil, day))
    .map((one) => one.timeFactor);
  const factor = Math.max(1, ...factors);
  if (factor > 1) reasons.set('timeFactor', why('timeFactor', 'accommodation', { written: String(factor) }));
  return factor;
}

/** Where an extension leads each end; what has no due moment is extended at its close. */
function extended(bounds: Bounds, { by, until }: Extension, zone: string): (at: Date) => Date {
  if (by) return (at) => addDuration(at, by, zone);
  const first = bounds.dueAt ?? bounds.lateUntil ?? bounds.closesAt;
  const distance = until && first ? instantOf(until, zone, 'last').getTime() - first.getTime() : 0;
  return (at) => new Date(at.getTime() + Math.max(0, distance));
}

/** Of several extensions the one that leads furthest counts; they do not add up. */
function extend({ rules, learner }: Times, chain: Chain, bounds: Bounds, reasons: Reasons): number {
  const mine = (learner?.extensions ?? []).filter((one) => chain.some((target) => sameTarget(target, one)));
  const before = { ...bounds };
  for (const extension of mine) {
    const { kind, key, by, until, reason } = extension;
    const to = extended(before, extension, rules.zone);
    moveEnds(
      bounds,
      reasons,
      (at, name) => new Date(Math.max(at.getTime(), to(before[name] ?? at).getTime())),
      {
        ...{ rule: 'extension', target: { kind, key }, written: by ?? until, reason },
      },
    );
  }
  const [most] = mine.filter(({ attempts }) => attempts > 0).sort((a, b) => b.attempts - a.attempts);
  if (!most) return 0;
  const { kind, key, reason } = most;
  reasons.set(
    'attempts',
    why('attempts', 'extension', { target: { kind, key }, written: `+${most.attempts}`, reason }),
  );
  return most.attempts;
}

function makeGood(times: Times, activity: DatedActivity, bounds: Bounds, reasons: Reasons): void {
  const outages = outagesOf(times.rules, activity);
  if (outages.length === 0) return;
  const reason = outages.at(-1)?.service ?? null;
  moveEnds(bounds, reasons, (at) => afterOutages(at, outages, times.rules.fairness), {
    rule: 'outage',
    reason,
  });
}

/** No end comes before the one it follows: late work is taken at least until it is late. */
function inOrder(bounds: Bounds, reasons: Reasons): void {
  for (const [first, then] of [
    ['dueAt', 'lateUntil'],
    ['lateUntil', 'closesAt'],
    ['dueAt', 'closesAt'],
  ] as const) {
    const [a, b] = [bounds[first], bounds[then]];
    const moved = reasons.get(first);
    if (!a || !b || b >= a || !moved?.before) continue;
    bounds[then] = a;
    reasons.set(then, { ...moved, moment: then, before: b });
  }
}

function ownMomentsOf(times: Times, activity: DatedActivity): Moments {
  const { release, rules } = times;
  const chain = chainOf(release, activity);
  const reasons: Reasons = new Map();
  const bounds = readBounds(times, chain, reasons);
  const timeFactor = accommodate(times, bounds, reasons);
  const extra = extend(times, chain, bounds, reasons);
  makeGood(times, activity, bounds, reasons);
  inOrder(bounds, reasons);
  const late = rules.late ?? release.grading.late ?? null;
  if (late && bounds.dueAt) reasons.set('late', why('late', rules.late ? 'run' : 'course'));
  return {
    ...bounds,
    attempts: activity.attempts === null ? null : activity.attempts + extra,
    timeFactor,
    late,
    zone: rules.zone,
    because: [...reasons.values()],
  };
}

/** All times of an activity for one learner, and whose word each of them is. Pure. */
export function momentsOf(times: Times, activity: DatedActivity): Moments {
  const own = ownMomentsOf(times, activity);
  const members = groupOf(times.learner, activity)?.members ?? [];
  const me = members.find((member) => member.times.learnerId === times.learner?.learnerId);
  if (!me) return own;
  const fellows = members.filter((member) => member !== me);
  return inheritedMoments(
    own,
    fellows.map((fellow) => ({
      moments: ownMomentsOf({ ...times, learner: fellow.times }, activity),
      since: fellow.since > me.since ? fellow.since : me.since,
    })),
  );
}
