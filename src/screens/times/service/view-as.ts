/**
 * The time machine: what a learner sees at some moment, found by the very code that answers the learner, with their
 * state and that moment in place of the caller's. It changes nothing, and it is in the audit log.
 */

import { instantOf, isWallTime } from '#lib/wall-time.ts';
import { listPeopleByEmail, type Person } from '#modules/accounts/index.ts';
import { record } from '#modules/audit/index.ts';
import { type Activity, activityTypeOf } from '#modules/content/contract.ts';
import { titleOf } from '#modules/content/index.ts';
import { findLearners, type Moments, momentsOf, type Phase, phaseOf } from '#modules/enrollment/index.ts';
import { getUnitState } from '#modules/grading/index.ts';
import type { PersonActor } from '#platform/actor.ts';
import type { Call } from '#platform/endpoint.ts';
import { revealsAt, standingOf } from '#screens/learn/index.ts';
import type { RunParams } from '../schema.ts';
import { openTimes, type TimesOfRun } from './run.ts';

export interface SeenActivity {
  activity: Activity;
  title: string;
  moments: Moments;
  phase: Phase;
  /** Null: as many as wanted. */
  left: number | null;
  /** The right answer shows. */
  reveal: boolean;
}

/** A unit and what there is to do in it. */
export interface SeenUnit {
  key: string;
  title: string;
  activities: SeenActivity[];
}

export interface Seen {
  /** The call as the learner would make it at that moment. */
  call: Call;
  name: string;
  /** Those in which there is something to do. */
  units: SeenUnit[];
}

export interface ViewAs extends TimesOfRun {
  at: Date;
  /** The address that was asked for; null: none yet. */
  learner: string | null;
  /** Null: none was asked for, or nobody of the run has that address. */
  seen: Seen | null;
}

interface ViewAsInput {
  learner?: string;
  at?: string;
  unit?: string;
}

/** The learner's own call: their language and zone, none of the caller's roles. */
function callAs(call: Call, person: Person, at: Date): { call: Call; name: string } {
  const { id, name, email, locale, timeZone } = person;
  const actor: PersonActor = { kind: 'person', id, name, email, locale, timeZone, grants: [], sessionId: '' };
  return { name, call: { ...call, actor, now: at } };
}

async function findSeen(call: Call, times: TimesOfRun, person: Person, at: Date): Promise<Seen> {
  const learnerId = person.id;
  const { run, releases, rules } = times;
  const release = releases.of(learnerId);
  const answerable = release.activities.filter(({ type }) => activityTypeOf(type).answer);
  const state = await getUnitState(
    learnerId,
    run.id,
    answerable.map(({ key }) => key),
  );
  const own = { release, rules, learner: state.times };
  const reveals = await revealsAt(own, release.activities, at);
  const seen = (activity: Activity): SeenActivity => {
    const moments = momentsOf(own, activity);
    const { left, reveal } = standingOf(activity, state, moments, reveals);
    const title = titleOf(release, activity.key);
    return { activity, title, moments, phase: phaseOf(moments, at), left, reveal };
  };
  const inUnits = Map.groupBy(answerable, ({ unitKey }) => unitKey);
  const units = release.units.flatMap(({ key, title }): SeenUnit[] => {
    const activities = inUnits.get(key);
    return activities ? [{ key, title, activities: activities.map(seen) }] : [];
  });
  return { ...callAs(call, person, at), units };
}

export async function viewAs(call: Call, params: RunParams, input: ViewAsInput): Promise<ViewAs> {
  const times = await openTimes(call, params);
  const { run } = times;
  const at = input.at && isWallTime(input.at) ? instantOf(input.at, run.zone) : call.now;
  const address = input.learner?.trim().toLowerCase() || null;
  const [person] = address ? await listPeopleByEmail([address]) : [];
  const inRun = person ? await findLearners(run.id, [person.id]) : new Set<string>();
  if (!person || !inRun.has(person.id)) return { ...times, at, learner: address, seen: null };
  const [seen] = await Promise.all([
    findSeen(call, times, person, at),
    record(call, 'times.view-as', `person:${person.id}`, {
      run: run.id,
      at: at.toISOString(),
      ...(input.unit && { unit: input.unit }),
    }),
  ]);
  return { ...times, at, learner: address, seen };
}
